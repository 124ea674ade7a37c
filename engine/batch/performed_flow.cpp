// Performing operations on a block of rows: see performed_flow.hpp.
#include "engine/batch/performed_flow.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "engine/batch/scalar.hpp"

namespace partance::engine::batch {

namespace {

RowBits bits_of_bytes(const std::uint8_t* bytes, std::size_t rows) {
  RowBits made;
  // Eight bytes of 0 or 1, multiplied so, have their bits side by side in the highest byte.
  constexpr std::uint64_t kGather = 0x0102'0408'1020'4080ULL;
  std::size_t row = 0;
  for (; row + 8 <= rows; row += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes + row, sizeof eight);
    made.words[row / 64] |= (eight * kGather >> 56U) << (row % 64);
  }
  for (; row < rows; ++row) {
    if (bytes[row] != 0) made.set(row);
  }
  return made;
}

bool is_whole(double x) {
  return std::trunc(x) == x;
}

}  // namespace

void PerformedFlow::start(std::span<const ColumnView> inputs, std::size_t rows) {
  inputs_ = inputs;
  size_ = rows;
  words_ = (rows + 63) / 64;
  is_full_ = false;
  release({});
  Outcome none;
  release_kept(for_good_, none);
  take(RowBits::first(rows));
}

// --- the rows at hand ---

void PerformedFlow::take(const RowBits& rows) {
  at_hand_ = rows;
  has_rows_ = !rows.none();
}

RowBits PerformedFlow::rows_of(Mask mask) const {
  if (mask == Mask::kNever) return {};
  if (mask == Mask::kAlways) return at_hand_;
  return words_of(mask);
}

/// kNever, kAlways, or nothing for masks that hold some of the rows at hand.
std::optional<Mask> PerformedFlow::plain_mask(const RowBits& rows) const {
  std::uint64_t inside = 0;
  std::uint64_t outside = 0;
  for (std::size_t i = 0; i < RowBits::kWords; ++i) {
    inside |= at_hand_.words[i] & rows.words[i];
    outside |= at_hand_.words[i] & ~rows.words[i];
  }
  if (inside == 0) return Mask::kNever;
  if (outside == 0) return Mask::kAlways;
  return std::nullopt;
}

Mask PerformedFlow::told_of(Mask mask) const {
  return index(mask) < kFirstMask ? mask : plain_mask(rows_of(mask)).value_or(mask);
}

Mask PerformedFlow::mask_of(const RowBits& rows) {
  if (const auto plain = plain_mask(rows)) return *plain;
  masks_.push_back(rows);
  return Mask{static_cast<std::uint32_t>(masks_.size() - 1) + kFirstMask};
}

// --- scratch ---

/// Takes slots off, from the one of that number on.
template <class T>
void PerformedFlow::give_back_from(std::vector<Slot<T>>& slots, std::size_t first) {
  for (std::size_t i = first; i < slots.size(); ++i) {
    if (slots[i].owned != nullptr) give_back(slots[i].owned);
  }
  slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(first), slots.end());
}

void PerformedFlow::release(const Mark& mark) {
  masks_.erase(masks_.begin() + static_cast<std::ptrdiff_t>(mark.masks), masks_.end());
  give_back_from(numbers_, mark.numbers);
  give_back_from(texts_, mark.texts);
}

/// A kept slot moved to scratch, with its column.
template <class T>
std::uint32_t PerformedFlow::moved(std::vector<Slot<T>>& from, std::vector<Slot<T>>& to, std::uint32_t id) {
  Slot<T>& slot = from[id & ~kKept];
  if (slot.kept_as == kNotKept) {
    to.push_back(slot);
    slot.owned = nullptr;
    slot.kept_as = static_cast<std::uint32_t>(to.size() - 1);
  }
  return slot.kept_as;
}

void PerformedFlow::release_kept(const Mark& mark, Outcome& survivor) {
  const auto is_released = [](std::uint32_t id, std::size_t first) {
    return (id & kKept) != 0 && (id & ~kKept) >= first;
  };
  for (Alternative& one : survivor) {
    const bool is_mask = index(one.where) >= kFirstMask;
    if (is_mask && is_released(index(one.where), mark.masks)) {
      masks_.push_back(kept_masks_[index(one.where) & ~kKept]);
      one.where = Mask{static_cast<std::uint32_t>(masks_.size() - 1) + kFirstMask};
    }
    if (one.is_number() && is_released(index(one.number), mark.numbers)) {
      one.number = Number{moved(kept_numbers_, numbers_, index(one.number))};
    }
    const bool is_text = one.is(Sort::kText) || one.is(Sort::kDay);
    if (is_text && is_released(index(one.text), mark.texts)) {
      one.text = Text{moved(kept_texts_, texts_, index(one.text))};
    }
  }
  kept_masks_.erase(kept_masks_.begin() + static_cast<std::ptrdiff_t>(mark.masks), kept_masks_.end());
  give_back_from(kept_numbers_, mark.numbers);
  give_back_from(kept_texts_, mark.texts);
}

template <class T>
std::uint32_t PerformedFlow::kept(std::vector<Slot<T>>& scratch, std::vector<Slot<T>>& keeping, std::uint32_t id) {
  if ((id & kKept) != 0) return id;
  Slot<T>& slot = scratch[id];
  if (slot.kept_as == kNotKept) {
    keeping.push_back(slot);
    slot.owned = nullptr;
    slot.kept_as = static_cast<std::uint32_t>(keeping.size() - 1) | kKept;
  }
  return slot.kept_as;
}

void PerformedFlow::keep(Outcome& outcome) {
  for (Alternative& one : outcome) {
    const std::uint32_t mask = index(one.where);
    if (mask >= kFirstMask && (mask & kKept) == 0) one.where = kept_mask(masks_[mask - kFirstMask]);
    if (one.is_number()) one.number = Number{kept(numbers_, kept_numbers_, index(one.number))};
    if (one.is(Sort::kText) || one.is(Sort::kDay)) one.text = Text{kept(texts_, kept_texts_, index(one.text))};
  }
}

Mask PerformedFlow::kept_mask(const RowBits& rows) {
  kept_masks_.push_back(rows);
  return Mask{static_cast<std::uint32_t>(kept_masks_.size() - 1) | kKept};
}

PerformedFlow::Column* PerformedFlow::new_column() {
  if (!spare_.empty()) {
    Column* const column = spare_.back();
    spare_.pop_back();
    return column;
  }
  if (all_columns_.size() < kMostColumns) {
    all_columns_.push_back(std::make_unique<Column>());
    return all_columns_.back().get();
  }
  is_full_ = true;
  if (overflow_ == nullptr) overflow_ = std::make_unique<Column>();
  return overflow_.get();
}

const PerformedFlow::Slot<double>& PerformedFlow::at(Number n) const {
  const std::uint32_t id = index(n);
  return (id & kKept) != 0 ? kept_numbers_[id & ~kKept] : numbers_[id];
}

const PerformedFlow::Slot<std::uint32_t>& PerformedFlow::at(Text t) const {
  const std::uint32_t id = index(t);
  return (id & kKept) != 0 ? kept_texts_[id & ~kKept] : texts_[id];
}

Number PerformedFlow::made(Column* column, bool is_whole, bool is_settled) {
  Slot<double>& slot = numbers_.emplace_back(column->numbers.data(), 0.0);
  slot.is_whole = is_whole;
  slot.is_settled = is_whole || is_settled;
  slot.owned = column;
  return Number{static_cast<std::uint32_t>(numbers_.size() - 1)};
}

Text PerformedFlow::made_text(Column* column) {
  texts_.emplace_back(reinterpret_cast<const std::uint32_t*>(column->numbers.data()), 0U).owned = column;
  return Text{static_cast<std::uint32_t>(texts_.size() - 1)};
}

double PerformedFlow::number_at(Number number, std::size_t row) const {
  const Slot<double>& slot = at(number);
  return slot.column == nullptr ? slot.constant : slot.column[row];
}

std::uint32_t PerformedFlow::text_at(Text text, std::size_t row) const {
  const Slot<std::uint32_t>& slot = at(text);
  return slot.column == nullptr ? slot.constant : slot.column[row];
}

// --- what is given ---

Number PerformedFlow::number(double x) {
  Slot<double>& slot = numbers_.emplace_back(nullptr, x);
  slot.is_whole = is_whole(x);
  slot.is_settled = slot.is_whole;
  return Number{static_cast<std::uint32_t>(numbers_.size() - 1)};
}

Text PerformedFlow::text(std::uint32_t code) {
  texts_.emplace_back(nullptr, code);
  return Text{static_cast<std::uint32_t>(texts_.size() - 1)};
}

// Whole words are read: a column that ends within one is copied.

Number PerformedFlow::number_column(std::uint32_t input) {
  const double* const given = inputs_[input].numbers;
  if (size_ % 64 != 0) {
    Column* const column = new_column();
    std::copy_n(given, size_, column->numbers.data());
    return made(column);
  }
  numbers_.emplace_back(given, 0.0);
  return Number{static_cast<std::uint32_t>(numbers_.size() - 1)};
}

Text PerformedFlow::text_column(std::uint32_t input) {
  const std::uint32_t* const given = inputs_[input].texts;
  if (size_ % 64 != 0) {
    Column* const column = new_column();
    std::memcpy(column->numbers.data(), given, size_ * sizeof *given);
    return made_text(column);
  }
  texts_.emplace_back(given, 0U);
  return Text{static_cast<std::uint32_t>(texts_.size() - 1)};
}

Mask PerformedFlow::boolean_column(std::uint32_t input) {
  return put_bytes(inputs_[input].booleans);
}

Mask PerformedFlow::state_rows(Operation operation, std::uint32_t input, State state) {
  const State* const states = inputs_[input].states;
  if (states == nullptr) return state == State::kKnown ? Mask::kAlways : Mask::kNever;
  kernel(operation, Form::kColumns)({.out = made_bytes_.data(), .a = states, .code = static_cast<std::uint32_t>(state)},
                                    size_);
  return put_bytes(made_bytes_.data());
}

Mask PerformedFlow::known_rows(std::uint32_t input) {
  return state_rows(Operation::kKnownRows, input, State::kKnown);
}

Mask PerformedFlow::not_applicable_rows(std::uint32_t input) {
  return state_rows(Operation::kNotApplicableRows, input, State::kNotApplicable);
}

// --- masks ---

Mask PerformedFlow::put_bytes(const std::uint8_t* bytes) {
  return mask_of(bits_of_bytes(bytes, size_));
}

/// The rows of a mask that is neither kNever nor kAlways.
const RowBits& PerformedFlow::words_of(Mask mask) const {
  const std::uint32_t id = index(mask);
  return (id & kKept) != 0 ? kept_masks_[id & ~kKept] : masks_[id - kFirstMask];
}

/// A mask made word by word of those of two others.
template <class F>
Mask PerformedFlow::combined(const RowBits& a, const RowBits& b, F&& f) {
  RowBits made;
  std::uint64_t inside = 0;
  std::uint64_t outside = 0;
  for (std::size_t i = 0; i < RowBits::kWords; ++i) {
    const std::uint64_t word = f(a.words[i], b.words[i]) & at_hand_.words[i];
    made.words[i] = word;
    inside |= word;
    outside |= at_hand_.words[i] ^ word;
  }
  if (inside == 0) return Mask::kNever;
  if (outside == 0) return Mask::kAlways;
  masks_.push_back(made);
  return Mask{static_cast<std::uint32_t>(masks_.size() - 1) + kFirstMask};
}

Mask PerformedFlow::both(Mask a, Mask b) {
  if (a == Mask::kNever || b == Mask::kNever) return Mask::kNever;
  if (a == Mask::kAlways || a == b) return b;
  if (b == Mask::kAlways) return a;
  return combined(words_of(a), words_of(b), [](std::uint64_t x, std::uint64_t y) { return x & y; });
}

Mask PerformedFlow::either(Mask a, Mask b) {
  if (a == Mask::kAlways || b == Mask::kAlways) return Mask::kAlways;
  if (a == Mask::kNever || a == b) return b;
  if (b == Mask::kNever) return a;
  return combined(words_of(a), words_of(b), [](std::uint64_t x, std::uint64_t y) { return x | y; });
}

Mask PerformedFlow::without(Mask a, Mask b) {
  if (a == Mask::kNever || b == Mask::kAlways || a == b) return Mask::kNever;
  if (b == Mask::kNever) return a;
  const RowBits& taken = words_of(b);
  return combined(a == Mask::kAlways ? at_hand_ : words_of(a), taken,
                  [](std::uint64_t x, std::uint64_t y) { return x & ~y; });
}

// --- comparisons ---

Mask PerformedFlow::compared(Operation operation, Form form, KernelArguments arguments) {
  RowBits made;
  arguments.out = made.words.data();
  block_kernel(operation, form)(arguments, at_hand_.words.data(), words_);
  return mask_of(made);
}

/// Computes with columns of numbers where there are rows at hand, in runs of words.
void PerformedFlow::perform(Kernel loop, const KernelArguments& arguments) {
  const auto at = [](const void* column, std::size_t row) -> const void* {
    return column == nullptr ? nullptr : static_cast<const double*>(column) + row;
  };
  for (std::size_t word = 0; word < RowBits::kWords; ++word) {
    if (at_hand_.words[word] == 0) continue;
    const std::size_t first = word * 64;
    while (word + 1 < RowBits::kWords && at_hand_.words[word + 1] != 0) ++word;
    const std::size_t rows = std::min(size_, (word + 1) * 64) - first;
    KernelArguments run = arguments;
    run.out = static_cast<double*>(arguments.out) + first;
    run.a = at(arguments.a, first);
    run.b = at(arguments.b, first);
    loop(run, rows);
  }
}

Mask PerformedFlow::compare(Operation operation, Number a, Number b) {
  const Slot<double>& left = at(a);
  const Slot<double>& right = at(b);
  const bool is_first = left.column == nullptr;
  const Form form = is_first ? Form::kFirstConstant : right.column == nullptr ? Form::kSecondConstant : Form::kColumns;
  return compared(operation, form,
                  {.a = left.column, .b = right.column, .x = is_first ? left.constant : right.constant});
}

Mask PerformedFlow::less(Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return constant(a) < constant(b) ? Mask::kAlways : Mask::kNever;
  return compare(Operation::kLess, a, b);
}

Mask PerformedFlow::less_or_equal(Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return constant(a) <= constant(b) ? Mask::kAlways : Mask::kNever;
  return compare(Operation::kLessOrEqual, a, b);
}

Mask PerformedFlow::equal(Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return constant(a) == constant(b) ? Mask::kAlways : Mask::kNever;
  return compare(Operation::kEqual, a, b);
}

Mask PerformedFlow::compare(Operation operation, Text a, Text b) {
  const Slot<std::uint32_t>& left = at(a);
  const Slot<std::uint32_t>& right = at(b);
  const bool is_first = left.column == nullptr;
  const Form form = is_first ? Form::kFirstConstant : right.column == nullptr ? Form::kSecondConstant : Form::kColumns;
  return compared(operation, form,
                  {.a = left.column, .b = right.column, .code = is_first ? left.constant : right.constant});
}

Mask PerformedFlow::text_equal(Text a, Text b) {
  const Slot<std::uint32_t>& left = at(a);
  const Slot<std::uint32_t>& right = at(b);
  const bool are_constant = left.column == nullptr && right.column == nullptr;
  if (are_constant) return left.constant == right.constant ? Mask::kAlways : Mask::kNever;
  return compare(Operation::kTextEqual, a, b);
}

Mask PerformedFlow::text_less(Text a, Text b) {
  const Slot<std::uint32_t>& left = at(a);
  const Slot<std::uint32_t>& right = at(b);
  const bool are_constant = left.column == nullptr && right.column == nullptr;
  if (are_constant) return left.constant < right.constant ? Mask::kAlways : Mask::kNever;
  return compare(Operation::kTextLess, a, b);
}

Mask PerformedFlow::text_less_or_equal(Text a, Text b) {
  const Slot<std::uint32_t>& left = at(a);
  const Slot<std::uint32_t>& right = at(b);
  const bool are_constant = left.column == nullptr && right.column == nullptr;
  if (are_constant) return left.constant <= right.constant ? Mask::kAlways : Mask::kNever;
  return compare(Operation::kTextLessOrEqual, a, b);
}

Mask PerformedFlow::test(Operation operation, Text a) {
  kernel(operation, Form::kColumns)({.out = made_bytes_.data(), .a = spread(a)}, size_);
  return put_bytes(made_bytes_.data());
}

Mask PerformedFlow::is_day(Text a) {
  return test(Operation::kIsDay, a);
}

Mask PerformedFlow::is_plain_text(Text a) {
  return test(Operation::kIsPlainText, a);
}

// --- numbers and texts ---

/// The column of a number; a constant is written out.
const double* PerformedFlow::spread(Number n) {
  if (!is_constant(n)) return at(n).column;
  Column* const column = new_column();
  std::fill_n(column->numbers.data(), size_, constant(n));
  made(column);
  return column->numbers.data();
}

const std::uint32_t* PerformedFlow::spread(Text t) {
  const Slot<std::uint32_t> slot = at(t);
  if (slot.column != nullptr) return slot.column;
  Column* const column = new_column();
  auto* const codes = reinterpret_cast<std::uint32_t*>(column->numbers.data());
  std::fill_n(codes, size_, slot.constant);
  made_text(column);
  return codes;
}

Number PerformedFlow::arithmetic(Operation operation, Number a, Number b) {
  const Slot<double> left = at(a);
  const Slot<double> right = at(b);
  const bool is_first = left.column == nullptr;
  const bool is_second = right.column == nullptr;
  if (is_first && is_second) return number(scalar::arithmetic(operation, left.constant, right.constant));
  const bool keeps = operation == Operation::kMultiply || operation == Operation::kDivide;
  if (keeps && is_second && right.constant == 1) return a;
  if (operation == Operation::kMultiply && is_first && left.constant == 1) return b;
  KernelArguments arguments{.a = left.column, .b = right.column, .x = is_first ? left.constant : right.constant};
  const Form form = is_first ? Form::kFirstConstant : is_second ? Form::kSecondConstant : Form::kColumns;
  Kernel performing = kernel(operation, form);
  if (performing == nullptr) {
    arguments.a = spread(a);
    arguments.b = spread(b);
    performing = kernel(operation, Form::kColumns);
  }
  Column* const column = new_column();
  arguments.out = column->numbers.data();
  perform(performing, arguments);
  const bool is_quotient = operation == Operation::kDivide || operation == Operation::kPower;
  const bool stays_whole = !is_quotient && left.is_whole && right.is_whole;
  return made(column, stays_whole);
}

Number PerformedFlow::logarithm(Number a) {
  if (is_constant(a)) return number(scalar::logarithm(constant(a)));
  Column* const column = new_column();
  perform(kernel(Operation::kLogarithm, Form::kColumns), {.out = column->numbers.data(), .a = at(a).column});
  return made(column);
}

Number PerformedFlow::round(Number a, double scale) {
  if (is_constant(a)) return number(scalar::round(constant(a), scale));
  Column* const column = new_column();
  perform(kernel(Operation::kRound, Form::kColumns), {.out = column->numbers.data(), .a = at(a).column, .x = scale});
  return made(column, scale == 1);
}

Number PerformedFlow::convert(Number a, const Factors& factors) {
  if (is_constant(a)) return number(scalar::convert(constant(a), factors));
  const bool only_settles = factors == Factors{};
  if (only_settles && at(a).is_settled) return a;
  Column* const column = new_column();
  const KernelArguments arguments{.out = column->numbers.data(), .a = at(a).column, .factors = &factors};
  perform(kernel(only_settles ? Operation::kSettle : Operation::kConvert, Form::kColumns), arguments);
  return made(column, false, only_settles);
}

Number PerformedFlow::milliseconds(Text day) {
  if (at(day).column == nullptr) return number(scalar::milliseconds(at(day).constant));
  Column* const column = new_column();
  kernel(Operation::kDayMilliseconds, Form::kColumns)({.out = column->numbers.data(), .a = at(day).column}, size_);
  return made(column, true);
}

Number PerformedFlow::duration(Text from, Text to, value::DurationUnit unit) {
  const auto as_written = static_cast<std::uint32_t>(unit);
  if (at(from).column == nullptr && at(to).column == nullptr) {
    return number(scalar::duration(at(from).constant, at(to).constant, as_written));
  }
  const std::uint32_t* const first = spread(from);
  const std::uint32_t* const last = spread(to);
  Column* const column = new_column();
  kernel(Operation::kDuration, Form::kColumns)(
      {.out = column->numbers.data(), .a = first, .b = last, .code = as_written}, size_);
  return made(column, unit == value::DurationUnit::kDay);
}

Number PerformedFlow::step_lookup(Number a, Scale scale) {
  if (is_constant(a)) return number(scalar::step_lookup(constant(a), scale));
  Column* const brackets = new_column();
  Column* const column = new_column();
  kernel(Operation::kBracketOf, Form::kColumns)({.out = brackets->numbers.data(), .a = at(a).column, .scale = &scale},
                                                size_);
  kernel(Operation::kAmountOf, Form::kColumns)(
      {.out = column->numbers.data(), .a = brackets->numbers.data(), .scale = &scale}, size_);
  give_back(brackets);
  return made(column);
}

Number PerformedFlow::marginal_scale(Number a, Scale scale) {
  if (is_constant(a)) return number(scalar::marginal_scale(constant(a), scale));
  Column* const column = new_column();
  perform(kernel(Operation::kMarginalScale, Form::kColumns),
          {.out = column->numbers.data(), .a = at(a).column, .scale = &scale});
  return made(column);
}

Number PerformedFlow::select(Mask where, Number a, Number b) {
  if (a == b || where == Mask::kAlways) return a;
  if (where == Mask::kNever) return b;
  const Slot<double> one = at(a);
  const Slot<double> other = at(b);
  const bool same_constant = one.column == nullptr && other.column == nullptr &&
                             std::bit_cast<std::uint64_t>(one.constant) == std::bit_cast<std::uint64_t>(other.constant);
  if (same_constant) return a;
  const RowBits rows = rows_of(where);
  Column* const column = new_column();
  const KernelArguments arguments{.out = column->numbers.data(),
                                  .a = rows.words.data(),
                                  .b = one.column,
                                  .c = other.column,
                                  .x = one.constant,
                                  .y = other.constant};
  block_kernel(Operation::kSelectNumber, Form::kColumns)(arguments, at_hand_.words.data(), words_);
  return made(column, one.is_whole && other.is_whole, one.is_settled && other.is_settled);
}

Text PerformedFlow::select(Mask where, Text a, Text b) {
  if (a == b || where == Mask::kAlways) return a;
  if (where == Mask::kNever) return b;
  const Slot<std::uint32_t> one = at(a);
  const Slot<std::uint32_t> other = at(b);
  if (one.column == nullptr && other.column == nullptr && one.constant == other.constant) return a;
  const RowBits rows = rows_of(where);
  Column* const column = new_column();
  const KernelArguments arguments{.out = column->numbers.data(),
                                  .a = rows.words.data(),
                                  .b = one.column,
                                  .c = other.column,
                                  .code = one.constant,
                                  .other_code = other.constant};
  block_kernel(Operation::kSelectText, Form::kColumns)(arguments, at_hand_.words.data(), words_);
  return made_text(column);
}

}  // namespace partance::engine::batch
