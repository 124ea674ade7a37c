// Every kernel of every kind of processor gives the bits that the same operation gives on one row.
#include "engine/batch/kernels.hpp"

#include <bit>
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
