// The kernels for x86 processors with AVX2; the build compiles this file for them.
#include "engine/batch/kernels.hpp"

#if defined(__AVX2__)
#define PARTANCE_PROCESSOR avx2
#include "engine/batch/kernel_loops.hpp"
#endif

namespace partance::engine::batch {

const Kernels* avx2_kernels() {
#if defined(__AVX2__)
  static const bool is_known = __builtin_cpu_supports("avx2") != 0;
  if (!is_known) return nullptr;
  static const Kernels all = avx2::table("AVX2");
  return &all;
#else
  return nullptr;
#endif
}

}  // namespace partance::engine::batch
