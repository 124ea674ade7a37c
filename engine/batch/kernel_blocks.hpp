// Kernels of blocks, whose rows are bits: comparisons that make bits and choices that read them, 64 rows at a time. See
// kernel_loops.hpp for what may be used here.
#include <cstring>

#include "engine/batch/kernel_basics.hpp"
#if defined(__AVX512VL__)
#include <immintrin.h>
#endif

namespace partance::engine::batch::PARTANCE_PROCESSOR {
namespace {

constexpr std::size_t kWord = 64;

/// 64 bytes of 0 or 1 as bits.
inline std::uint64_t bits_of(const Byte* bytes) {
  // Eight bytes of 0 or 1, multiplied so, have their bits side by side in the highest byte.
  constexpr std::uint64_t kGather = 0x0102'0408'1020'4080ULL;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes + 8 * i, sizeof eight);
    bits |= (eight * kGather >> 56U) << (8 * i);
  }
  return bits;
}

#if defined(__AVX512VL__)
template <class F>
constexpr int predicate_of();
template <>
constexpr int predicate_of<Less>() {
  return _CMP_LT_OQ;
}
template <>
constexpr int predicate_of<LessOrEqual>() {
  return _CMP_LE_OQ;
}
template <>
constexpr int predicate_of<Equal>() {
  return _CMP_EQ_OQ;
}

template <class F, Form kForm>
std::uint64_t word_compared(const double* a, const double* b, double constant) {
  const __m512d constants = _mm512_set1_pd(constant);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const __m512d left = kForm == Form::kFirstConstant ? constants : _mm512_loadu_pd(a + 8 * i);
    const __m512d right = kForm == Form::kSecondConstant ? constants : _mm512_loadu_pd(b + 8 * i);
    bits |= std::uint64_t{_mm512_cmp_pd_mask(left, right, predicate_of<F>())} << (8 * i);
  }
  return bits;
}
#endif

template <class F, class T, Form kForm>
std::uint64_t word_compared(const T* a, const T* b, T constant) {
  Byte made[kWord];
  for (std::size_t i = 0; i < kWord; ++i) {
    if constexpr (kForm == Form::kColumns) {
      made[i] = F::of(a[i], b[i]);
    } else if constexpr (kForm == Form::kSecondConstant) {
      made[i] = F::of(a[i], constant);
    } else {
      made[i] = F::of(constant, b[i]);
    }
  }
  return bits_of(made);
}

template <class F, class T, Form kForm>
void compare_block(const KernelArguments& k, const std::uint64_t* wanted, std::size_t words) {
  auto* const out = static_cast<std::uint64_t*>(k.out);
  const T* a = column<T>(k.a);
  const T* b = column<T>(k.b);
  const T constant = constant_of<T>(k);
  for (std::size_t word = 0; word < words; ++word) {
    if (wanted[word] == 0) continue;
    const T* const left = kForm == Form::kFirstConstant ? nullptr : a + word * kWord;
    const T* const right = kForm == Form::kSecondConstant ? nullptr : b + word * kWord;
#if defined(__AVX512VL__)
    if constexpr (sizeof(T) == sizeof(double)) {
      out[word] = word_compared<F, kForm>(left, right, constant);
      continue;
    }
#endif
    out[word] = word_compared<F, T, kForm>(left, right, constant);
  }
}

#if defined(__AVX512VL__)
inline void select_word(double* out, std::uint64_t where, const double* b, const double* c, double x, double y) {
  const __m512d first = _mm512_set1_pd(x);
  const __m512d second = _mm512_set1_pd(y);
  for (std::size_t i = 0; i < 8; ++i) {
    const __m512d one = b == nullptr ? first : _mm512_loadu_pd(b + 8 * i);
    const __m512d other = c == nullptr ? second : _mm512_loadu_pd(c + 8 * i);
    const auto mask = static_cast<__mmask8>(where >> (8 * i) & 0xffU);
    _mm512_storeu_pd(out + 8 * i, _mm512_mask_blend_pd(mask, other, one));
  }
}
#endif

template <class T>
void select_word(T* out, std::uint64_t where, const T* b, const T* c, T x, T y) {
  T chosen[kWord];
  T others[kWord];
  for (std::size_t i = 0; i < kWord; ++i) chosen[i] = b == nullptr ? x : b[i];
  for (std::size_t i = 0; i < kWord; ++i) others[i] = c == nullptr ? y : c[i];
  for (std::size_t i = 0; i < kWord; ++i) out[i] = (where >> i & 1U) != 0 ? chosen[i] : others[i];
}

/// Constants stand for columns that are null.
template <class T>
void select_block(const KernelArguments& k, const std::uint64_t* wanted, std::size_t words) {
  T* const out = static_cast<T*>(k.out);
  const auto* const where = column<std::uint64_t>(k.a);
  const T* b = column<T>(k.b);
  const T* c = column<T>(k.c);
  T x{};
  T y{};
  if constexpr (sizeof(T) == sizeof(double)) {
    x = k.x;
    y = k.y;
  } else {
    x = k.code;
    y = k.other_code;
  }
  for (std::size_t word = 0; word < words; ++word) {
    if (wanted[word] == 0) continue;
    const std::size_t at = word * kWord;
    select_word(out + at, where[word], b == nullptr ? b : b + at, c == nullptr ? c : c + at, x, y);
  }
}

template <class F, class T>
void fill_blocks(std::array<BlockKernel, 4>& forms) {
  forms.data()[0] = compare_block<F, T, Form::kColumns>;
  forms.data()[1] = compare_block<F, T, Form::kSecondConstant>;
  forms.data()[2] = compare_block<F, T, Form::kFirstConstant>;
}

void fill_block_kernels(Kernels& all) {
  const auto at_block = [&all](Operation operation) -> std::array<BlockKernel, 4>& {
    return all.of_blocks.data()[static_cast<std::size_t>(operation)];
  };
  fill_blocks<Less, double>(at_block(Operation::kLess));
  fill_blocks<LessOrEqual, double>(at_block(Operation::kLessOrEqual));
  fill_blocks<Equal, double>(at_block(Operation::kEqual));
  fill_blocks<Equal, Code>(at_block(Operation::kTextEqual));
  fill_blocks<Less, Code>(at_block(Operation::kTextLess));
  fill_blocks<LessOrEqual, Code>(at_block(Operation::kTextLessOrEqual));
  at_block(Operation::kSelectNumber).data()[0] = select_block<double>;
  at_block(Operation::kSelectText).data()[0] = select_block<Code>;
}

}  // namespace
}  // namespace partance::engine::batch::PARTANCE_PROCESSOR
