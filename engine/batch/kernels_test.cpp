// Every kernel of every kind of processor gives the bits that the same operation gives on one row.
#include "engine/batch/kernels.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "engine/batch/dictionary.hpp"
#include "engine/batch/scalar.hpp"

namespace partance::engine::batch {
namespace {

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> all = {&baseline_kernels()};
  for (const Kernels* one : {avx2_kernels(), avx512_kernels()}) {
    if (one != nullptr) all.push_back(one);
  }
  return all;
}

Kernel kernel_of(const Kernels& kernels, Operation operation, Form form = Form::kColumns) {
  return kernels.of.at(static_cast<std::size_t>(operation)).at(static_cast<std::size_t>(form));
}

/// Numbers of every size: whole, broken, tiny, huge, and what is no number.
std::vector<double> numbers(std::size_t count, unsigned seed) {
  std::mt19937_64 random(seed);  // NOLINT: the same numbers every time
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> odd = {
      0.0, -0.0, 1, -1, 0.5, 1e-17, -3e-9, 1e300, infinity, -infinity, std::numeric_limits<double>::quiet_NaN()};
  std::vector<double> all;
  for (std::size_t i = 0; i < count; ++i) {
    const auto draw = random();
    const double whole = static_cast<double>(draw % 20'000) - 8'000;
    // Most blocks are of whole numbers only, as most columns are.
    if (i / 64 % 3 != 0)
      all.push_back(whole);
    else
      all.push_back(draw % 7 == 0 ? odd.at(draw / 7 % odd.size()) : whole / static_cast<double>(1 + draw % 9));
  }
  return all;
}

bool same(double x, double y) {
  return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y) || (x != x && y != y);
}

constexpr std::size_t kRows = 1'000;

TEST(Kernels, ComputeWithNumbersAsOneRowDoes) {
  const auto a = numbers(kRows, 1);
  const auto b = numbers(kRows, 2);
  for (const Kernels* kernels : all_kernels()) {
    for (const Operation operation : {Operation::kAdd, Operation::kSubtract, Operation::kMultiply, Operation::kDivide,
                                      Operation::kFloorDivide, Operation::kPower}) {
      std::vector<double> out(kRows);
      kernel_of(*kernels, operation)({.out = out.data(), .a = a.data(), .b = b.data()}, kRows);
      for (std::size_t i = 0; i < kRows; ++i) {
        ASSERT_TRUE(same(out[i], scalar::arithmetic(operation, a[i], b[i])))
            << kernels->name << ' ' << static_cast<int>(operation) << ' ' << a[i] << ' ' << b[i];
      }
      const Kernel with_constant = kernel_of(*kernels, operation, Form::kSecondConstant);
      for (const double constant : {1.0, 4.0, 1461.0, 0.25, -3.0}) {
        if (with_constant == nullptr) break;
        // In place: the result stands where the operand stood.
        out = a;
        with_constant({.out = out.data(), .a = out.data(), .x = constant}, kRows);
        for (std::size_t i = 0; i < kRows; ++i) {
          ASSERT_TRUE(same(out[i], scalar::arithmetic(operation, a[i], constant))) << a[i] << ' ' << constant;
        }
      }
    }
  }
}

TEST(Kernels, RoundConvertAndLookUpAsOneRowDoes) {
  const auto a = numbers(kRows, 3);
  const Scale scale{{250, 3'000, 7'000, std::numeric_limits<double>::infinity()}, {0.1, 0.2, 0.3, 0.45}};
  const Factors factors{1, 12, 1, 1.5};
  for (const Kernels* kernels : all_kernels()) {
    std::vector<double> out(kRows);
    const auto expect = [&](const char* what, auto&& one) {
      for (std::size_t i = 0; i < kRows; ++i) ASSERT_TRUE(same(out[i], one(a[i]))) << kernels->name << what << a[i];
    };
    for (const double decimals : {1.0, 100.0}) {
      kernel_of(*kernels, Operation::kRound)({.out = out.data(), .a = a.data(), .x = decimals}, kRows);
      expect(" round ", [&](double x) { return scalar::round(x, decimals); });
    }
    kernel_of(*kernels, Operation::kConvert)({.out = out.data(), .a = a.data(), .factors = &factors}, kRows);
    expect(" convert ", [&](double x) { return scalar::convert(x, factors); });
    kernel_of(*kernels, Operation::kSettle)({.out = out.data(), .a = a.data()}, kRows);
    expect(" settle ", [&](double x) { return scalar::convert(x, Factors{}); });
    kernel_of(*kernels, Operation::kMarginalScale)({.out = out.data(), .a = a.data(), .scale = &scale}, kRows);
    expect(" scale ", [&](double x) { return scalar::marginal_scale(x, scale); });
    std::vector<std::uint32_t> brackets(kRows);
    kernel_of(*kernels, Operation::kBracketOf)({.out = brackets.data(), .a = a.data(), .scale = &scale}, kRows);
    kernel_of(*kernels, Operation::kAmountOf)({.out = out.data(), .a = brackets.data(), .scale = &scale}, kRows);
    expect(" look up ", [&](double x) { return scalar::step_lookup(x, scale); });
  }
}

TEST(Kernels, KeepSixteenDecimalsAsOneRowDoes) {
  // Small numbers of every size, and those halfway between two decimals.
  std::mt19937_64 random(5);  // NOLINT: the same numbers every time
  std::vector<double> a;
  constexpr std::size_t kMany = 100'000;
  for (std::size_t i = 0; i < kMany; ++i) {
    const double sign = i % 2 == 0 ? 1 : -1;
    const double share = static_cast<double>(random() >> 11U) * 0x1p-53;
    const int size = static_cast<int>(i % 7 == 0 ? 1'060 + random() % 15 : random() % 118);
    if (i % 3 == 0) {
      a.push_back(sign * std::ldexp(0.5 + share / 2, -size));
    } else {
      const double units = std::floor(std::ldexp(5e15 * share, -(size % 52)));
      a.push_back(sign * (units + (i % 3 == 1 ? 0.5 : 0)) * 1e-16);
    }
  }
  const Factors factors{1, 12, 1, 1.5};
  for (const Kernels* kernels : all_kernels()) {
    std::vector<double> out(kMany);
    kernel_of(*kernels, Operation::kSettle)({.out = out.data(), .a = a.data()}, kMany);
    for (std::size_t i = 0; i < kMany; ++i) {
      ASSERT_TRUE(same(out[i], scalar::convert(a[i], Factors{}))) << kernels->name << ' ' << a[i];
    }
    kernel_of(*kernels, Operation::kConvert)({.out = out.data(), .a = a.data(), .factors = &factors}, kMany);
    for (std::size_t i = 0; i < kMany; ++i) {
      ASSERT_TRUE(same(out[i], scalar::convert(a[i], factors))) << kernels->name << ' ' << a[i];
    }
  }
}

TEST(Kernels, CompareAndChooseByBlocksAsOneRowDoes) {
  constexpr std::size_t kWords = 5;
  constexpr std::size_t kBlockRows = kWords * 64;
  const auto a = numbers(kBlockRows, 6);
  const auto b = numbers(kBlockRows, 7);
  const std::array<std::uint64_t, kWords> wanted = {1, ~0ULL, 0, 1ULL << 63U, 0x5555};
  const std::array<std::uint64_t, kWords> where = {0xf0f0f0f0f0f0f0f0ULL, 0, ~0ULL, ~0ULL, 0x123456789abcdefULL};
  const auto holds = [](Operation operation, double x, double y) {
    return operation == Operation::kLess ? x < y : operation == Operation::kLessOrEqual ? x <= y : x == y;
  };
  const auto is_set = [](const std::array<std::uint64_t, kWords>& bits, std::size_t row) {
    return (bits.at(row / 64) >> (row % 64) & 1U) != 0;
  };
  for (const Kernels* kernels : all_kernels()) {
    const auto block = [&](Operation operation, Form form) {
      return kernels->of_blocks.at(static_cast<std::size_t>(operation)).at(static_cast<std::size_t>(form));
    };
    for (const Operation operation : {Operation::kLess, Operation::kLessOrEqual, Operation::kEqual}) {
      for (const Form form : {Form::kColumns, Form::kSecondConstant, Form::kFirstConstant}) {
        std::array<std::uint64_t, kWords> made{};
        const KernelArguments arguments{.out = made.data(), .a = a.data(), .b = b.data(), .x = 4};
        block(operation, form)(arguments, wanted.data(), kWords);
        for (std::size_t row = 0; row < kBlockRows; ++row) {
          if (wanted.at(row / 64) == 0) continue;
          const double left = form == Form::kFirstConstant ? 4 : a[row];
          const double right = form == Form::kSecondConstant ? 4 : b[row];
          ASSERT_EQ(is_set(made, row), holds(operation, left, right)) << kernels->name << left << ' ' << right;
        }
      }
    }
    std::vector<double> out(kBlockRows);
    block(Operation::kSelectNumber, Form::kColumns)({.out = out.data(), .a = where.data(), .b = a.data(), .y = -7},
                                                    wanted.data(), kWords);
    for (std::size_t row = 0; row < kBlockRows; ++row) {
      if (wanted.at(row / 64) == 0) continue;
      ASSERT_TRUE(same(out[row], is_set(where, row) ? a[row] : -7)) << kernels->name << row;
    }
    std::vector<std::uint32_t> codes(kBlockRows);
    std::vector<std::uint32_t> chosen(kBlockRows);
    for (std::size_t row = 0; row < kBlockRows; ++row) codes[row] = static_cast<std::uint32_t>(row % 3);
    block(Operation::kSelectText, Form::kColumns)(
        {.out = chosen.data(), .a = where.data(), .c = codes.data(), .code = 9}, wanted.data(), kWords);
    std::array<std::uint64_t, kWords> equal{};
    block(Operation::kTextEqual, Form::kSecondConstant)({.out = equal.data(), .a = codes.data(), .code = 2},
                                                        wanted.data(), kWords);
    for (std::size_t row = 0; row < kBlockRows; ++row) {
      if (wanted.at(row / 64) == 0) continue;
      ASSERT_EQ(chosen[row], is_set(where, row) ? 9 : codes[row]) << kernels->name << row;
      ASSERT_EQ(is_set(equal, row), codes[row] == 2) << kernels->name << row;
    }
  }
}

TEST(Kernels, CountDaysMonthsAndYearsAsOneRowDoes) {
  std::mt19937_64 random(4);  // NOLINT: the same days every time
  std::vector<std::uint32_t> from;
  std::vector<std::uint32_t> to;
  const auto day = [&] { return day_code(static_cast<std::int32_t>(random() % 3'600'000) - 680'000); };
  for (std::size_t i = 0; i < kRows; ++i) {
    from.push_back(i % 50 == 0 ? 7U : day());  // a text that is no day
    to.push_back(i % 3 == 0 ? day_code(day_of(from.back()) + static_cast<std::int32_t>(random() % 20'000)) : day());
  }
  for (const Kernels* kernels : all_kernels()) {
    std::vector<double> out(kRows);
    for (std::uint32_t unit = 0; unit < 6; ++unit) {
      kernel_of(*kernels, Operation::kDuration)({.out = out.data(), .a = from.data(), .b = to.data(), .code = unit},
                                                kRows);
      for (std::size_t i = 0; i < kRows; ++i) {
        ASSERT_TRUE(same(out[i], scalar::duration(from[i], to[i], unit)))
            << kernels->name << ' ' << unit << ' ' << day_of(from[i]) << ' ' << day_of(to[i]);
      }
    }
  }
}

}  // namespace
}  // namespace partance::engine::batch
