// The loops of the kernels, in a namespace of their own for each kind of processor: PARTANCE_PROCESSOR names it.
//
// Only what is written here, and calls out of line, may be used: an inline function of a library compiled for one
// processor could be linked into the code of another.
#include "engine/batch/kernel_blocks.hpp"
#include "engine/batch/scalar.hpp"

namespace partance::engine::batch::PARTANCE_PROCESSOR {
namespace {

/// Rows done at a time where a second look may be needed.
constexpr std::size_t kBlock = 64;

// The result may stand where an operand stood: then row i is written after it was read, and no other row is touched.
// GCC sees that when told that iterations do not depend on one another; clang looks for itself when it runs.
#if defined(__clang__)
#define PARTANCE_EACH_OF(first, end) for (std::size_t i = first; i < (end); ++i)
#else
#define PARTANCE_EACH_OF(first, end) _Pragma("GCC ivdep") for (std::size_t i = first; i < (end); ++i)
#endif
#define PARTANCE_EACH_ROW PARTANCE_EACH_OF(0, rows)

// --- masks ---

void and_masks(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Byte* a = column<Byte>(k.a);
  const Byte* b = column<Byte>(k.b);
  PARTANCE_EACH_ROW out[i] = a[i] & b[i];
}

void and_not_masks(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Byte* a = column<Byte>(k.a);
  const Byte* b = column<Byte>(k.b);
  PARTANCE_EACH_ROW out[i] = a[i] & (b[i] ^ 1U);
}

void or_masks(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Byte* a = column<Byte>(k.a);
  const Byte* b = column<Byte>(k.b);
  PARTANCE_EACH_ROW out[i] = a[i] | b[i];
}

void not_mask(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Byte* a = column<Byte>(k.a);
  PARTANCE_EACH_ROW out[i] = a[i] ^ 1U;
}

/// Rows of a column of states that are in state `code`; every row is in state 0 when there is no such column.
void state_rows(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Byte* a = column<Byte>(k.a);
  const Byte state = static_cast<Byte>(k.code);
  if (a == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = state == 0 ? 1 : 0;
    return;
  }
  PARTANCE_EACH_ROW out[i] = a[i] == state ? 1 : 0;
}

// --- comparisons and arithmetic, by the operation and by which operand is a constant ---

struct Add {
  static double of(double a, double b) { return a + b; }
};
struct Subtract {
  static double of(double a, double b) { return a - b; }
};
struct Multiply {
  static double of(double a, double b) { return a * b; }
};
struct Divide {
  static double of(double a, double b) { return a / b; }
};

template <class F, class Out, class T, Form kForm>
void combine(const KernelArguments& k, std::size_t rows) {
  Out* out = static_cast<Out*>(k.out);
  const T* a = column<T>(k.a);
  const T* b = column<T>(k.b);
  const T constant = constant_of<T>(k);
  if constexpr (kForm == Form::kColumns) {
    PARTANCE_EACH_ROW out[i] = F::of(a[i], b[i]);
  } else if constexpr (kForm == Form::kSecondConstant) {
    PARTANCE_EACH_ROW out[i] = F::of(a[i], constant);
  } else {
    PARTANCE_EACH_ROW out[i] = F::of(constant, b[i]);
  }
}

void is_day_text(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Code* a = column<Code>(k.a);
  PARTANCE_EACH_ROW out[i] = static_cast<Byte>(a[i] >> 31U);
}

void is_plain(const KernelArguments& k, std::size_t rows) {
  Byte* out = static_cast<Byte*>(k.out);
  const Code* a = column<Code>(k.a);
  PARTANCE_EACH_ROW out[i] = (a[i] >> 30U) == 0 ? 1 : 0;
}

// --- choices ---

template <class T, Form kForm>
void select(const KernelArguments& k, std::size_t rows) {
  T* out = static_cast<T*>(k.out);
  const Byte* where = column<Byte>(k.a);
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
  if constexpr (kForm == Form::kColumns) {
    PARTANCE_EACH_ROW out[i] = where[i] != 0 ? b[i] : c[i];
  } else if constexpr (kForm == Form::kSecondConstant) {
    PARTANCE_EACH_ROW out[i] = where[i] != 0 ? b[i] : y;
  } else if constexpr (kForm == Form::kFirstConstant) {
    PARTANCE_EACH_ROW out[i] = where[i] != 0 ? x : c[i];
  } else {
    PARTANCE_EACH_ROW out[i] = where[i] != 0 ? x : y;
  }
}

// --- what takes more than an instruction ---

/// Whole numbers of some size, and any of some size by one, are divided without fmod: the quotient without its fraction
/// is then exactly the result. Blocks with other numbers are done one by one.
template <Form kForm>
void floor_divide(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  const double* b = column<double>(k.b);
  const double constant = k.x;
  const auto divisor = [&](std::size_t i) { return kForm == Form::kColumns ? b[i] : constant; };
  for (std::size_t from = 0; from < rows; from += kBlock) {
    const std::size_t to = rows - from < kBlock ? rows : from + kBlock;
    std::uint64_t any = 0;
    for (std::size_t i = from; i < to; ++i) {
      const double x = a[i];
      const double y = divisor(i);
      const std::uint64_t is_broken = __builtin_trunc(x) == x ? 0U : 1U;
      const std::uint64_t is_whole_part = y == 1 ? 0U : 1U;
      const std::uint64_t is_large = __builtin_fabs(x) < 0x1p51 ? 0U : 1U;
      const std::uint64_t is_odd_divisor = __builtin_trunc(y) == y ? 0U : 1U;
      const std::uint64_t is_small_divisor = y >= 1 ? 0U : 1U;
      const std::uint64_t is_large_divisor = y < 0x1p31 ? 0U : 1U;
      any |= (is_broken & is_whole_part) | is_large | is_odd_divisor | is_small_divisor | is_large_divisor;
    }
    if (any == 0) {
      PARTANCE_EACH_OF(from, to) out[i] = __builtin_trunc(a[i] / divisor(i)) + 0.0;  // never minus zero
    } else {
      for (std::size_t i = from; i < to; ++i) out[i] = scalar::arithmetic(Operation::kFloorDivide, a[i], divisor(i));
    }
  }
}

void power(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  const double* b = column<double>(k.b);
  for (std::size_t i = 0; i < rows; ++i) out[i] = scalar::arithmetic(Operation::kPower, a[i], b[i]);
}

void logarithm(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  for (std::size_t i = 0; i < rows; ++i) out[i] = scalar::logarithm(a[i]);
}

/// As scalar::round: (x + 2^-52) * scale to the nearest whole number, half up, over the scale.
void round(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  const double scale = k.x;
  PARTANCE_EACH_ROW {
    const double scaled = (a[i] + 0x1p-52) * scale;
    const double below = __builtin_floor(scaled);
    const double nearest = scaled - below >= 0.5 ? below + 1 : below;
    out[i] = (nearest == 0 ? __builtin_copysign(0.0, scaled) : nearest) / scale;
  }
}

#if defined(__AVX512VL__)
/// As value::round_to_16_decimals, without a branch: x × 1e16 is its rounded product and what the rounding left, which
/// one fused operation gives exactly.
inline double kept_decimals(double x) {
  constexpr double kTenTo16 = 1e16;
  const double magnitude = __builtin_fabs(x);
  const double product = magnitude * kTenTo16;
  const double rest = __builtin_fma(magnitude, kTenTo16, -product);
  const double below = __builtin_floor(product);
  const double n = (product - below) - 0.5 >= -rest ? below + 1 : below;
  return magnitude < 0.5 ? __builtin_copysign(n / kTenTo16, x) : x;
}

/// Rounds the numbers of a block that are below one half.
inline void keep_decimals(double* numbers, const double* given, const Factors&, std::size_t size) {
  PARTANCE_EACH_OF(0, size) {
    const double vanished = given[i] == 0 ? numbers[i] : 0.0;  // what was not zero loses its sign with its last digit
    numbers[i] = numbers[i] == 0 ? vanished : kept_decimals(numbers[i]);
  }
}
#else
/// Computes the numbers of a block that are below one half again, from what was given.
inline void keep_decimals(double* numbers, const double* given, const Factors& factors, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    if (__builtin_fabs(numbers[i]) < 0.5 && given[i] != 0) numbers[i] = scalar::convert(given[i], factors);
  }
}
#endif

/// Whether a block holds numbers below one half, made of others than zero: the rest have their 16 decimals.
inline bool has_small(const double* numbers, const double* given, std::size_t size) {
  std::uint64_t any = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t is_below = __builtin_fabs(numbers[i]) < 0.5 ? 1U : 0U;
    const std::uint64_t is_nonzero = given[i] != 0 ? 1U : 0U;
    any |= is_below & is_nonzero;
  }
  return any != 0;
}

/// Rounds to 16 decimals, as a conversion to the same unit does.
void settle(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  for (std::size_t from = 0; from < rows; from += kBlock) {
    const std::size_t size = rows - from < kBlock ? rows - from : kBlock;
    const bool is_small = has_small(a + from, a + from, size);
    if (out != a) PARTANCE_EACH_OF(from, from + size) out[i] = a[i];
    if (is_small) keep_decimals(out + from, a + from, Factors{}, size);
  }
}

void convert(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  const Factors f = *k.factors;
  for (std::size_t from = 0; from < rows; from += kBlock) {
    const std::size_t size = rows - from < kBlock ? rows - from : kBlock;
    double given[kBlock];
    double made[kBlock];
    for (std::size_t i = 0; i < size; ++i) given[i] = a[from + i];
    for (std::size_t i = 0; i < size; ++i) made[i] = given[i] * f.own_from;
    if (f.own_to != 1) {
      for (std::size_t i = 0; i < size; ++i) made[i] = made[i] / f.own_to;
    }
    for (std::size_t i = 0; i < size; ++i) made[i] = made[i] * f.numerators * f.denominators;
    if (has_small(made, given, size)) keep_decimals(made, given, f, size);
    for (std::size_t i = 0; i < size; ++i) out[from + i] = made[i];
  }
}

void day_milliseconds(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const Code* a = column<Code>(k.a);
  PARTANCE_EACH_ROW {
    const auto days = static_cast<std::int32_t>(a[i] & 0x7fff'ffffU) - 0x4000'0000;
    out[i] = a[i] >> 31U != 0 ? static_cast<double>(days) * 86'400'000.0 : 0.0;
  }
}

/// The leap years from year 0 to a year, that one included.
inline std::int32_t leap_years_to(std::int32_t year) {
  const auto y = static_cast<std::uint32_t>(year);
  return static_cast<std::int32_t>(y / 4 - y / 100 + y / 400);
}

/// The year of a day, and whether the day is after February. Years are counted from March on, so that the leap day
/// comes last: 146,097 days make four centuries.
struct DayOfYear {
  std::int32_t year;
  std::int32_t is_after_february;
};
inline DayOfYear day_of_year(std::int32_t days) {
  const auto since = static_cast<std::uint32_t>(days + 719'468);  // 1 March of year 0
  const std::uint32_t cycle = since / 146'097;
  const std::uint32_t day = since - cycle * 146'097;
  const std::uint32_t year = (day - day / 1'460 + day / 36'524 - day / 146'096) / 365;
  const std::uint32_t day_of_march_year = day - (365 * year + year / 4 - year / 100);
  const std::int32_t is_after_february = day_of_march_year < 306 ? 1 : 0;
  return {static_cast<std::int32_t>(cycle * 400 + year) + 1 - is_after_february, is_after_february};
}

/// As value::duration in years: days less leap days, by 365.
void years(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const Code* a = column<Code>(k.a);
  const Code* b = column<Code>(k.b);
  for (std::size_t from = 0; from < rows; from += kBlock) {
    const std::size_t size = rows - from < kBlock ? rows - from : kBlock;
    std::int32_t counted[kBlock];
    for (std::size_t i = 0; i < size; ++i) {
      const Code both = a[from + i] & b[from + i] & 0x8000'0000U;
      const std::int32_t begin = static_cast<std::int32_t>(a[from + i] & 0x7fff'ffffU) - 0x4000'0000;
      const std::int32_t end = static_cast<std::int32_t>(b[from + i] & 0x7fff'ffffU) - 0x4000'0000;
      const DayOfYear first = day_of_year(begin);
      const DayOfYear last = day_of_year(end);
      const std::int32_t first_year = first.year + first.is_after_february;
      const std::int32_t last_year = last.year - 1 + first.is_after_february;
      const std::int32_t leap = leap_years_to(last_year) - leap_years_to(first_year - 1);
      const std::int32_t days = end - begin - (first_year <= last_year ? leap : 0);
      counted[i] = both != 0 && days > 0 ? days : 0;
    }
    for (std::size_t i = 0; i < size; ++i) out[from + i] = static_cast<double>(counted[i]) / 365;
  }
}

void duration(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const Code* a = column<Code>(k.a);
  const Code* b = column<Code>(k.b);
  if (k.code == static_cast<Code>(value::DurationUnit::kDay)) {
    PARTANCE_EACH_ROW {
      const std::int32_t days =
          static_cast<std::int32_t>(b[i] & 0x7fff'ffffU) - static_cast<std::int32_t>(a[i] & 0x7fff'ffffU);
      out[i] = (a[i] & b[i]) >> 31U != 0 && days > 0 ? static_cast<double>(days) : 0.0;
    }
    return;
  }
  if (k.code == static_cast<Code>(value::DurationUnit::kYear)) return years(k, rows);
  for (std::size_t i = 0; i < rows; ++i) out[i] = scalar::duration(a[i], b[i], k.code);
}

/// How many of the ceilings lie at or below each number: counted, so that nothing depends on where it falls.
void bracket_of(const KernelArguments& k, std::size_t rows) {
  Code* out = static_cast<Code*>(k.out);
  const double* a = column<double>(k.a);
  const std::size_t count = k.scale->ceilings.size();
  const double* ceilings = k.scale->ceilings.data();
  for (std::size_t from = 0; from < rows; from += 64) {
    const std::size_t size = rows - from < 64 ? rows - from : 64;
    double given[64];
    std::int64_t passed[64];
    for (std::size_t i = 0; i < size; ++i) given[i] = a[from + i];
    for (std::size_t i = 0; i < size; ++i) passed[i] = 0;
    for (std::size_t bracket = 0; bracket + 1 < count; ++bracket) {
      const double low = ceilings[bracket];
      for (std::size_t i = 0; i < size; ++i) passed[i] += given[i] >= low ? 1 : 0;
    }
    for (std::size_t i = 0; i < size; ++i) out[from + i] = static_cast<Code>(passed[i]);
  }
}

void amount_of(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const Code* a = column<Code>(k.a);
  const double* values = k.scale->values.data();
  for (std::size_t i = 0; i < rows; ++i) out[i] = values[a[i]];
}

void marginal_scale(const KernelArguments& k, std::size_t rows) {
  double* out = static_cast<double*>(k.out);
  const double* a = column<double>(k.a);
  const std::size_t count = k.scale->values.size();
  const double* ceilings = k.scale->ceilings.data();
  const double* values = k.scale->values.data();
  for (std::size_t from = 0; from < rows; from += 64) {
    const std::size_t size = rows - from < 64 ? rows - from : 64;
    double given[64];
    double total[64];
    for (std::size_t i = 0; i < size; ++i) given[i] = a[from + i];
    for (std::size_t i = 0; i < size; ++i) total[i] = 0;
    double low = 0;
    for (std::size_t bracket = 0; bracket < count; ++bracket) {
      const double high = ceilings[bracket];
      const double rate = values[bracket];
      for (std::size_t i = 0; i < size; ++i) {
        const double top = high < given[i] ? high : given[i];
        const double more = total[i] + (top - low) * rate;
        total[i] = low > given[i] ? total[i] : more;
      }
      low = high;
    }
    for (std::size_t i = 0; i < size; ++i) out[from + i] = total[i];
  }
}

CodeBits known_code_bits(const Code* codes, const State* states, std::size_t rows) {
  CodeBits bits;
  Code any = 0;
  Code all = 0xffff'ffffU;
  if (states == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) any |= codes[i];
    for (std::size_t i = 0; i < rows; ++i) all &= codes[i];
  } else {
    for (std::size_t i = 0; i < rows; ++i) any |= states[i] == State::kKnown ? codes[i] : 0U;
    for (std::size_t i = 0; i < rows; ++i) all &= states[i] == State::kKnown ? codes[i] : 0xffff'ffffU;
  }
  bits.in_any = any;
  bits.in_all = all;
  return bits;
}

// --- writing targets ---

template <class T>
void put(T* out, const Byte* where, const T* from, T constant, std::size_t rows) {
  if (where == nullptr && from != nullptr) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = from[i];
  } else if (where == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = constant;
  } else if (from != nullptr) {
    PARTANCE_EACH_ROW out[i] = where[i] != 0 ? from[i] : out[i];
  } else {
    PARTANCE_EACH_ROW out[i] = where[i] != 0 ? constant : out[i];
  }
}

void put_byte(const KernelArguments& k, std::size_t rows) {
  put<Byte>(static_cast<Byte*>(k.out), column<Byte>(k.a), nullptr, static_cast<Byte>(k.code), rows);
}
void put_short(const KernelArguments& k, std::size_t rows) {
  put<std::uint16_t>(static_cast<std::uint16_t*>(k.out), column<Byte>(k.a), nullptr, static_cast<std::uint16_t>(k.code),
                     rows);
}
void put_number(const KernelArguments& k, std::size_t rows) {
  put<double>(static_cast<double*>(k.out), column<Byte>(k.a), column<double>(k.b), k.x, rows);
}
void put_text(const KernelArguments& k, std::size_t rows) {
  put<Code>(static_cast<Code*>(k.out), column<Byte>(k.a), column<Code>(k.b), k.code, rows);
}

#undef PARTANCE_EACH_ROW
#undef PARTANCE_EACH_OF

// --- the table ---

template <class F, class Out, class T>
void fill(std::array<Kernel, 4>& forms) {
  forms.data()[0] = combine<F, Out, T, Form::kColumns>;
  forms.data()[1] = combine<F, Out, T, Form::kSecondConstant>;
  forms.data()[2] = combine<F, Out, T, Form::kFirstConstant>;
}

template <class T>
void fill_select(std::array<Kernel, 4>& forms) {
  forms.data()[0] = select<T, Form::kColumns>;
  forms.data()[1] = select<T, Form::kSecondConstant>;
  forms.data()[2] = select<T, Form::kFirstConstant>;
  forms.data()[3] = select<T, Form::kBothConstant>;
}

Kernels table(const char* name) {
  Kernels all;
  all.name = name;
  const auto at = [&all](Operation operation) -> std::array<Kernel, 4>& {
    return all.of.data()[static_cast<std::size_t>(operation)];
  };
  at(Operation::kKnownRows).data()[0] = state_rows;
  at(Operation::kNotApplicableRows).data()[0] = state_rows;
  at(Operation::kAnd).data()[0] = and_masks;
  at(Operation::kAndNot).data()[0] = and_not_masks;
  at(Operation::kOr).data()[0] = or_masks;
  at(Operation::kNot).data()[0] = not_mask;
  fill<Less, Byte, double>(at(Operation::kLess));
  fill<LessOrEqual, Byte, double>(at(Operation::kLessOrEqual));
  fill<Equal, Byte, double>(at(Operation::kEqual));
  fill<Equal, Byte, Code>(at(Operation::kTextEqual));
  fill<Less, Byte, Code>(at(Operation::kTextLess));
  fill<LessOrEqual, Byte, Code>(at(Operation::kTextLessOrEqual));
  at(Operation::kIsDay).data()[0] = is_day_text;
  at(Operation::kIsPlainText).data()[0] = is_plain;
  fill<Add, double, double>(at(Operation::kAdd));
  fill<Subtract, double, double>(at(Operation::kSubtract));
  fill<Multiply, double, double>(at(Operation::kMultiply));
  fill<Divide, double, double>(at(Operation::kDivide));
  at(Operation::kFloorDivide).data()[0] = floor_divide<Form::kColumns>;
  at(Operation::kFloorDivide).data()[1] = floor_divide<Form::kSecondConstant>;
  at(Operation::kPower).data()[0] = power;
  at(Operation::kLogarithm).data()[0] = logarithm;
  at(Operation::kRound).data()[0] = round;
  at(Operation::kSettle).data()[0] = settle;
  at(Operation::kConvert).data()[0] = convert;
  at(Operation::kDayMilliseconds).data()[0] = day_milliseconds;
  at(Operation::kDuration).data()[0] = duration;
  at(Operation::kBracketOf).data()[0] = bracket_of;
  at(Operation::kAmountOf).data()[0] = amount_of;
  at(Operation::kMarginalScale).data()[0] = marginal_scale;
  fill_select<double>(at(Operation::kSelectNumber));
  fill_select<Code>(at(Operation::kSelectText));
  fill_block_kernels(all);
  all.known_code_bits = known_code_bits;
  all.put_byte = put_byte;
  all.put_short = put_short;
  all.put_number = put_number;
  all.put_text = put_text;
  return all;
}

}  // namespace
}  // namespace partance::engine::batch::PARTANCE_PROCESSOR
