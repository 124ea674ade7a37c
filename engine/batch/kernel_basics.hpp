// What the loops of all kernels share: columns, comparisons, constants. See kernel_loops.hpp for what may be used here.
#include "engine/batch/kernels.hpp"

namespace partance::engine::batch::PARTANCE_PROCESSOR {
namespace {

using Byte = std::uint8_t;
using Code = std::uint32_t;

template <class T>
const T* column(const void* from) {
  return static_cast<const T*>(from);
}

struct Less {
  template <class T>
  static Byte of(T a, T b) {
    return a < b ? 1 : 0;
  }
};
struct LessOrEqual {
  template <class T>
  static Byte of(T a, T b) {
    return a <= b ? 1 : 0;
  }
};
struct Equal {
  template <class T>
  static Byte of(T a, T b) {
    return a == b ? 1 : 0;
  }
};

template <class T>
T constant_of(const KernelArguments& k);
template <>
double constant_of<double>(const KernelArguments& k) {
  return k.x;
}
template <>
Code constant_of<Code>(const KernelArguments& k) {
  return k.code;
}

}  // namespace
}  // namespace partance::engine::batch::PARTANCE_PROCESSOR
