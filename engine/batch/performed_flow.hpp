// A flow that is performed at once, on a block of rows: what it gives are columns that are there already.
//
// At each moment some rows are at hand, and what is made matters on these only: a mask that holds none of them is
// kNever, one that holds all of them kAlways. Columns are made for every row of the block, so that the loops stay
// straight; those of other rows hold what they may.
//
// What is made is scratch, given back by release() to where mark() was, unless it was kept: what is kept stays until
// the next block.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/batch/column.hpp"
#include "engine/batch/flow.hpp"
#include "engine/batch/kernels.hpp"
#include "engine/batch/outcome.hpp"
#include "engine/batch/row_bits.hpp"

namespace partance::engine::batch {

class PerformedFlow final : public Flow {
 public:
  explicit PerformedFlow(const Kernels& kernels) : kernels_(&kernels) {}

  /// Starts a block of at most RowBits::kRows rows: forgets all that was made. The columns begin with its first row.
  void start(std::span<const ColumnView> inputs, std::size_t rows);

  // --- the rows at hand ---
  [[nodiscard]] const RowBits& rows_at_hand() const { return at_hand_; }
  [[nodiscard]] bool has_rows() const { return has_rows_; }
  /// Takes other rows at hand.
  void take(const RowBits& rows);
  /// The rows of a mask, of which those at hand are right.
  [[nodiscard]] RowBits rows_of(Mask mask) const;
  /// A mask of these rows: of those at hand.
  Mask mask_of(const RowBits& rows);
  /// The same mask, or kNever or kAlways where it is that of the rows at hand.
  [[nodiscard]] Mask told_of(Mask mask) const;

  // --- scratch ---
  struct Mark {
    std::size_t masks = 0;
    std::size_t numbers = 0;
    std::size_t texts = 0;
  };
  [[nodiscard]] Mark mark() const { return {masks_.size(), numbers_.size(), texts_.size()}; }
  void release(const Mark& mark);
  /// Keeps what an outcome speaks of.
  void keep(Outcome& outcome);
  /// From now on what is kept so far stays whatever blocks come: constants, before the first block.
  void keep_for_good() { for_good_ = kept_so_far(); }
  [[nodiscard]] Mark kept_so_far() const { return {kept_masks_.size(), kept_numbers_.size(), kept_texts_.size()}; }
  /// Gives back what was kept since; what the outcome speaks of becomes scratch.
  void release_kept(const Mark& mark, Outcome& survivor);
  /// Whether what was made fits the memory it may take. Once it does not, nothing made in this block is of worth.
  [[nodiscard]] bool has_room() const { return !is_full_ && kept_masks_.size() < kMostKeptMasks; }

  /// The content of rows that are at hand.
  [[nodiscard]] double number_at(Number number, std::size_t row) const;
  [[nodiscard]] std::uint32_t text_at(Text text, std::size_t row) const;

  /// A number for each text: f(code) on the rows at hand.
  template <class F>
  Number number_of_each(Text text, F&& f) {
    const Slot<std::uint32_t> slot = at(text);
    if (slot.column == nullptr) return number(f(slot.constant));
    Column* const column = new_column();
    at_hand_.for_each([&](std::size_t row) { column->numbers[row] = f(slot.column[row]); });
    return made(column);
  }

  // --- Flow ---
  Number number(double x) override;
  Text text(std::uint32_t code) override;
  Number number_column(std::uint32_t input) override;
  Text text_column(std::uint32_t input) override;
  Mask boolean_column(std::uint32_t input) override;
  Mask known_rows(std::uint32_t input) override;
  Mask not_applicable_rows(std::uint32_t input) override;
  Mask both(Mask a, Mask b) override;
  Mask either(Mask a, Mask b) override;
  Mask without(Mask a, Mask b) override;
  Mask less(Number a, Number b) override;
  Mask less_or_equal(Number a, Number b) override;
  Mask equal(Number a, Number b) override;
  Mask text_equal(Text a, Text b) override;
  Mask text_less(Text a, Text b) override;
  Mask text_less_or_equal(Text a, Text b) override;
  Mask is_day(Text a) override;
  Mask is_plain_text(Text a) override;
  Number arithmetic(Operation operation, Number a, Number b) override;
  Number logarithm(Number a) override;
  Number round(Number a, double scale) override;
  Number convert(Number a, const Factors& factors) override;
  Number milliseconds(Text day) override;
  Number duration(Text from, Text to, value::DurationUnit unit) override;
  Number step_lookup(Number a, Scale scale) override;
  Number marginal_scale(Number a, Scale scale) override;
  Number select(Mask where, Number a, Number b) override;
  Text select(Mask where, Text a, Text b) override;
  [[nodiscard]] bool is_constant(Number a) const override { return at(a).column == nullptr; }
  [[nodiscard]] double constant(Number a) const override { return at(a).constant; }

 private:
  /// Kept masks, numbers and texts have numbers of their own, with this bit.
  static constexpr std::uint32_t kKept = 0x8000'0000U;
  static constexpr std::uint32_t kFirstMask = 2;  // after kNever and kAlways
  static constexpr std::uint32_t kNotKept = 0xffff'ffffU;
  /// Alive at a time: columns of 64 MB in all, and masks of 25 MB.
  static constexpr std::size_t kMostColumns = 4'096;
  static constexpr std::size_t kMostKeptMasks = 100'000;

  struct Column {
    alignas(64) std::array<double, RowBits::kRows> numbers;
  };
  template <class T>
  struct Slot {
    Slot(const T* given, T x) : column(given), constant(x) {}
    const T* column;  ///< nullptr: a constant
    T constant;
    bool is_whole = false;             ///< numbers: whole on every row…
    bool is_settled = false;           ///< …or not moved by rounding to 16 decimals
    Column* owned = nullptr;           ///< goes back when the slot does
    std::uint32_t kept_as = kNotKept;  ///< its kept slot
  };

  [[nodiscard]] const Slot<double>& at(Number n) const;
  [[nodiscard]] const Slot<std::uint32_t>& at(Text t) const;
  Mask kept_mask(const RowBits& rows);
  template <class T>
  static std::uint32_t moved(std::vector<Slot<T>>& from, std::vector<Slot<T>>& to, std::uint32_t id);
  template <class T>
  void give_back_from(std::vector<Slot<T>>& slots, std::size_t first);
  template <class T>
  std::uint32_t kept(std::vector<Slot<T>>& scratch, std::vector<Slot<T>>& keeping, std::uint32_t id);
  Column* new_column();
  void give_back(Column* column) {
    if (column != overflow_.get()) spare_.push_back(column);
  }
  /// A column that was made, of numbers that are whole, or settled; it goes back with its slot.
  Number made(Column* column, bool is_whole = false, bool is_settled = false);
  Text made_text(Column* column);
  [[nodiscard]] std::optional<Mask> plain_mask(const RowBits& rows) const;
  [[nodiscard]] const RowBits& words_of(Mask mask) const;
  template <class F>
  Mask combined(const RowBits& a, const RowBits& b, F&& f);
  Mask put_bytes(const std::uint8_t* bytes);
  const double* spread(Number n);
  const std::uint32_t* spread(Text t);
  Mask compare(Operation operation, Number a, Number b);
  Mask compare(Operation operation, Text a, Text b);
  Mask test(Operation operation, Text a);
  Mask state_rows(Operation operation, std::uint32_t input, State state);
  [[nodiscard]] Kernel kernel(Operation operation, Form form) const {
    return kernels_->of[static_cast<std::size_t>(operation)][static_cast<std::size_t>(form)];
  }
  [[nodiscard]] BlockKernel block_kernel(Operation operation, Form form) const {
    return kernels_->of_blocks[static_cast<std::size_t>(operation)][static_cast<std::size_t>(form)];
  }
  Mask compared(Operation operation, Form form, KernelArguments arguments);
  void perform(Kernel loop, const KernelArguments& arguments);

  const Kernels* kernels_;
  std::span<const ColumnView> inputs_;
  std::size_t size_ = 0;   // rows of the block
  std::size_t words_ = 0;  // of 64 rows
  RowBits at_hand_;
  bool has_rows_ = false;
  std::vector<RowBits> masks_;
  std::vector<RowBits> kept_masks_;
  std::vector<Slot<double>> numbers_;
  std::vector<Slot<double>> kept_numbers_;
  std::vector<Slot<std::uint32_t>> texts_;
  std::vector<Slot<std::uint32_t>> kept_texts_;
  Mark for_good_;
  std::vector<std::unique_ptr<Column>> all_columns_;
  std::vector<Column*> spare_;
  std::unique_ptr<Column> overflow_;  // what is written where there is no more room
  bool is_full_ = false;
  alignas(64) std::array<std::uint8_t, RowBits::kRows> made_bytes_{};
};

}  // namespace partance::engine::batch
