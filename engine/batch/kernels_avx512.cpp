// The kernels for x86 processors with AVX-512; the build compiles this file for them.
#include "engine/batch/kernels.hpp"

#if defined(__AVX512VL__)
#define PARTANCE_PROCESSOR avx512
#include "engine/batch/kernel_loops.hpp"
#endif

namespace partance::engine::batch {

const Kernels* avx512_kernels() {
#if defined(__AVX512VL__)
  static const bool is_known = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                               __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
  if (!is_known) return nullptr;
  static const Kernels all = avx512::table("AVX-512");
  return &all;
#else
  return nullptr;
#endif
}

}  // namespace partance::engine::batch
