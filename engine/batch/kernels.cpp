// The kernels that every processor of the platform knows, and the choice among all.
#include "engine/batch/kernels.hpp"

#define PARTANCE_PROCESSOR baseline
#include "engine/batch/kernel_loops.hpp"

namespace partance::engine::batch {

const Kernels& baseline_kernels() {
  static const Kernels all = baseline::table("baseline");
  return all;
}

const Kernels& best_kernels() {
  if (const Kernels* const all = avx512_kernels()) return *all;
  if (const Kernels* const all = avx2_kernels()) return *all;
  return baseline_kernels();
}

}  // namespace partance::engine::batch
