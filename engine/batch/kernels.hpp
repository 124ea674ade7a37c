// Kernels: the loops over the rows of a chunk, once for every kind of processor.
//
// The same source (kernel_loops.hpp) is compiled several times; best_kernels() picks what the machine at hand knows.
// All give the same bits: no contraction, no reassociation, no approximation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/batch/column.hpp"
#include "engine/batch/flow.hpp"

namespace partance::engine::batch {

/// What a kernel works on. Which fields it reads depends on the kernel; constants stand in x, y and code.
struct KernelArguments {
  void* out = nullptr;
  const void* a = nullptr;
  const void* b = nullptr;
  const void* c = nullptr;
  double x = 0;
  double y = 0;
  std::uint32_t code = 0;
  std::uint32_t other_code = 0;
  const Factors* factors = nullptr;
  const Scale* scale = nullptr;
};

/// Bits of the codes of a column, of its known rows.
struct CodeBits {
  std::uint32_t in_any = 0;
  std::uint32_t in_all = 0xffff'ffffU;
};

using Kernel = void (*)(const KernelArguments&, std::size_t rows);

/// Which operands are constants.
enum class Form : std::uint8_t { kColumns, kSecondConstant, kFirstConstant, kBothConstant };

/// The rows of a block, a bit each: words of 64 rows. Words of `wanted` without rows are skipped: what is made there is
/// nothing of worth.
using BlockKernel = void (*)(const KernelArguments&, const std::uint64_t* wanted, std::size_t words);

struct Kernels {
  const char* name = nullptr;
  CodeBits (*known_code_bits)(const std::uint32_t* codes, const State* states, std::size_t rows) = nullptr;
  /// By Operation and Form; nullptr where a constant has to be spread over a column first.
  std::array<std::array<Kernel, 4>, 48> of{};
  /// For blocks whose columns are whole words long: comparisons of numbers and texts make bits (`out` of words), and
  /// choices between numbers or texts read them (a). By Operation and Form.
  std::array<std::array<BlockKernel, 4>, 48> of_blocks{};
  // Writing targets: for rows of mask a (every row when it is null), out gets…
  Kernel put_byte = nullptr;    ///< …the byte `code`
  Kernel put_short = nullptr;   ///< …the 16 bits `code`
  Kernel put_number = nullptr;  ///< …the number of column b, or x without one
  Kernel put_text = nullptr;    ///< …the code of column b, or `code` without one
};

const Kernels& baseline_kernels();
/// nullptr when the compiler, or the processor at hand, does not know them.
const Kernels* avx2_kernels();
const Kernels* avx512_kernels();

const Kernels& best_kernels();

}  // namespace partance::engine::batch
