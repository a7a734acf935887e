// Rows in a hash table, numbers in a flat one, and the packing that leads to the second.
#include "harness/tally.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "harness/error.h"
#include "harness/layout.h"
#include "harness/random.h"

namespace litmus {
namespace {

// Larger tables would push the cells out of the caches.
constexpr std::size_t kMaxFlat = 1 << 12;
constexpr int kMaxFoldedBits = 8;

// What stands for an address that is no cell of its instance: kept apart from all numbers of cells.
constexpr Value kWildPointer = -1;

template <typename T>
Value load_as(const std::byte* address) {
  T value;
  std::memcpy(&value, address, sizeof value);
  return static_cast<Value>(value);
}

// Calls `use` with a number of the type that a cell holds.
template <typename Use>
auto with_type_of(const Cell& cell, Use use) {
  switch (cell.bytes) {  // no column shows an object's
    case 1:
      return cell.is_signed ? use(std::int8_t{}) : use(std::uint8_t{});
    case 2:
      return cell.is_signed ? use(std::int16_t{}) : use(std::uint16_t{});
    case 4:
      return cell.is_signed ? use(std::int32_t{}) : use(std::uint32_t{});
    default:
      return use(std::int64_t{});
  }
}

Value as_pointer(const Kernel& kernel, const Frame& frame, std::size_t instance, Value address) {
  if (address == 0) return 0;
  for (std::size_t cell = 0; cell < kernel.cells.size(); ++cell) {
    if (reinterpret_cast<Value>(cell_at(frame, cell, instance)) == address) return pointer_to(cell);
  }
  return kWildPointer;
}

bool keeps_promise(const Recorded& column, Value value) {
  if (value == kNeverWritten && column.role != Recorded::kFinal) return false;
  if (column.pointer && value == kWildPointer) return false;
  return column.radix == 0 || (value >= column.low && value - column.low < Value{column.radix});
}

void merge_counts(std::map<Outcome, std::uint64_t>& into,
                  const std::map<Outcome, std::uint64_t>& from) {
  for (const auto& [outcome, count] : from) into[outcome] += count;
}

std::uint64_t sum(const std::map<Outcome, std::uint64_t>& counts) {
  std::uint64_t total = 0;
  for (const auto& [outcome, count] : counts) total += count;
  return total;
}

// Adds a column's bits to the rows' numbers. The first loop has no branch, so that it becomes
// vector instructions; the second runs only if some value does not fit, and marks whose. True if
// all fit.
template <typename ValueOf>
bool pack_values(Packing::Field field, Value low, std::uint32_t count, ValueOf value,
                 Counter::Number* numbers) {
  const auto digit = [=](std::uint32_t n) {
    return static_cast<std::uint64_t>(value(n)) - static_cast<std::uint64_t>(low);
  };
  std::uint64_t outside = 0;
  for (std::uint32_t n = 0; n < count; ++n) {
    outside |= digit(n) & ~field.mask;
    numbers[n] = static_cast<Counter::Number>(numbers[n] | digit(n) << field.shift);
  }
  if (outside == 0) return true;
  for (std::uint32_t n = 0; n < count; ++n) {
    if ((digit(n) & ~field.mask) != 0) numbers[n] |= Counter::kBroken;
  }
  return false;
}

// The numbers of rows [first, first + count), put together from what each worker packed.
void gather(std::span<Counter::Number* const> numbers, std::uint32_t first, std::uint32_t count,
            std::span<Counter::Number> all) {
  std::fill_n(all.begin(), count, Counter::Number{0});
  for (const Counter::Number* part : numbers) {
    for (std::uint32_t n = 0; n < count; ++n)
      all[n] = static_cast<Counter::Number>(all[n] | part[first + n]);
  }
}

bool any_broken(std::span<const Counter::Number> all) {
  Counter::Number any = 0;
  for (const Counter::Number number : all) any = static_cast<Counter::Number>(any | number);
  return (any & Counter::kBroken) != 0;
}

}  // namespace

void Tally::merge(const Tally& other) {
  merge_counts(counts, other.counts);
  merge_counts(unexpected, other.unexpected);
  gave_up += other.gave_up;
  crowded_out += other.crowded_out;
}

std::uint64_t Tally::total() const { return sum(counts) + sum(unexpected) + gave_up + crowded_out; }

Value recorded_value(const Kernel& kernel, const Frame& frame, std::size_t column,
                     std::size_t instance) {
  const Recorded& recorded = kernel.recorded[column];
  if (recorded.role != Recorded::kFinal) {
    const Value value = frame.out[column][instance];
    return recorded.pointer ? as_pointer(kernel, frame, instance, value) : value;
  }
  const auto index = static_cast<std::size_t>(recorded.cell);
  const Cell& cell = kernel.cells[index];
  const std::byte* const address = cell_at(frame, index, instance);
  const Value value =
      with_type_of(cell, [=](auto type) { return load_as<decltype(type)>(address); });
  return cell.pointer ? as_pointer(kernel, frame, instance, value) : value;
}

// --- rows -------------------------------------------------------------------------------------

RowTable::RowTable(std::size_t columns)
    : columns_(columns),
      max_rows_(std::min(kMaxRows, kMaxRowValues / std::max<std::size_t>(columns, 1))) {}

std::size_t RowTable::slot_of(std::span<const Value> row) const {
  std::uint64_t hash = 0;
  for (Value value : row) hash = mixed(hash ^ static_cast<std::uint64_t>(value));
  const std::size_t mask = counts_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    if (counts_[slot] == 0 ||
        std::equal(row.begin(), row.end(), values_.begin() + static_cast<long>(slot * columns_))) {
      return slot;
    }
  }
}

bool RowTable::add(std::span<const Value> row) {
  if (2 * rows_ >= counts_.size()) grow();
  const std::size_t slot = slot_of(row);
  if (counts_[slot] == 0) {
    if (rows_ == max_rows_) return false;
    std::ranges::copy(row, values_.begin() + static_cast<long>(slot * columns_));
    ++rows_;
  }
  ++counts_[slot];
  return true;
}

void RowTable::grow() {
  RowTable larger(columns_);
  const std::size_t slots = std::max<std::size_t>(64, 2 * counts_.size());
  larger.values_.resize(slots * columns_);
  larger.counts_.resize(slots);
  for (std::size_t slot = 0; slot < counts_.size(); ++slot) {
    if (counts_[slot] == 0) continue;
    const std::span<const Value> row(values_.data() + slot * columns_, columns_);
    const std::size_t place = larger.slot_of(row);
    std::ranges::copy(row, larger.values_.begin() + static_cast<long>(place * columns_));
    larger.counts_[place] = counts_[slot];
  }
  larger.rows_ = rows_;
  *this = std::move(larger);
}

void RowTable::move_to(std::map<Outcome, std::uint64_t>& counts) {
  for (std::size_t slot = 0; slot < counts_.size(); ++slot) {
    if (counts_[slot] == 0) continue;
    const Value* row = values_.data() + slot * columns_;
    counts[Outcome(row, row + columns_)] += counts_[slot];
    counts_[slot] = 0;
  }
  rows_ = 0;
}

// --- counter ----------------------------------------------------------------------------------

Packing::Packing(const Kernel& kernel) {
  flat = true;
  for (const Recorded& column : kernel.recorded) {
    const bool pointer = column.role == Recorded::kFinal
                             ? kernel.cells[static_cast<std::size_t>(column.cell)].pointer
                             : column.pointer;
    if (column.radix == 0 || pointer || column.radix > kMaxFlat) flat = false;
    if (!flat) return;
    const auto width = static_cast<int>(std::bit_width(column.radix - 1));
    fields.push_back({.shift = bits, .mask = (std::uint64_t{1} << width) - 1});
    bits += width;
    flat = (1u << bits) <= kMaxFlat;
  }
  while (bits > 0 && 2 * folds * bits <= kMaxFoldedBits) folds *= 2;
}

Counter::Counter(const Kernel& kernel, std::span<const int> roles)
    : kernel_(&kernel),
      packing_(kernel),
      rows_(kernel.recorded.size()),
      unexpected_(kernel.recorded.size()),
      row_(kernel.recorded.size()) {
  for (std::size_t column = 0; column < kernel.recorded.size(); ++column) {
    const int role = kernel.recorded[column].role;
    if (role < 0) late_columns_.push_back(column);
    if (std::ranges::count(roles, role) > 0) own_columns_.push_back(column);
  }
  may_give_up_ = std::ranges::any_of(kernel.roles, &Role::may_give_up);
  if (packing_.flat) {
    table_.resize(kLanes << packing_.bits * packing_.folds);
    singles_.resize(std::size_t{1} << packing_.bits);
  }
}

bool Counter::pack_column(const Frame& frame, std::size_t column, std::uint32_t first,
                          std::uint32_t count, Number* numbers) const {
  const Recorded& recorded = kernel_->recorded[column];
  const auto pack_from = [&](auto value) {
    return pack_values(packing_.fields[column], recorded.low, count, value, numbers);
  };
  if (recorded.role != Recorded::kFinal) {
    const Value* const values = frame.out[column] + first;
    return pack_from([=](std::size_t n) { return values[n]; });
  }
  const auto index = static_cast<std::size_t>(recorded.cell);
  const std::byte* const base = cell_at(frame, index, first);
  const std::ptrdiff_t stride = frame.stride[index];
  return with_type_of(kernel_->cells[index], [&](auto type) {
    return pack_from([=](std::size_t n) {
      return load_as<decltype(type)>(base + static_cast<std::ptrdiff_t>(n) * stride);
    });
  });
}

bool Counter::pack(const Frame& frame, std::uint32_t first, std::uint32_t count,
                   Number* numbers) const {
  if (!packing_.flat) return true;
  std::fill_n(numbers + first, count, Number{0});
  bool kept = true;
  for (std::size_t column : own_columns_) {
    kept &= pack_column(frame, column, first, count, numbers + first);
  }
  return kept;
}

void Counter::count(const Frame& frame, std::uint32_t first, std::uint32_t count,
                    std::span<Number* const> numbers) {
  if (!packing_.flat || may_give_up_) {
    for (std::uint32_t n = 0; n < count; ++n) count_row(frame, first + n);
    return;
  }
  for (std::uint32_t done = 0; done < count; done += kChunk) {
    count_flat(frame, first + done, std::min<std::uint32_t>(kChunk, count - done), numbers);
  }
}

void Counter::count_packed(std::uint32_t first, std::uint32_t count,
                           std::span<Number* const> numbers) {
  Chunk all;
  for (std::uint32_t done = 0; done < count; done += kChunk) {
    const auto size = std::min<std::uint32_t>(kChunk, count - done);
    gather(numbers, first + done, size, all);
    CHECK(!any_broken(std::span(all).first(size)));
    add_numbers(all, size);
  }
}

void Counter::count_flat(const Frame& frame, std::uint32_t first, std::uint32_t count,
                         std::span<Number* const> numbers) {
  Chunk all;
  gather(numbers, first, count, all);
  for (std::size_t column : late_columns_) pack_column(frame, column, first, count, all.data());
  if (!any_broken(std::span(all).first(count))) return add_numbers(all, count);
  for (std::uint32_t n = 0; n < count; ++n) count_row(frame, first + n);
}

// One addition for each `folds` instances, in four tables by turns: two additions to the same
// counter would wait for each other, and most instances of a test have the same outcome.
void Counter::add_numbers(Chunk& all, std::uint32_t count) {
  const std::uint32_t folded = count / static_cast<std::uint32_t>(packing_.folds);
  const std::uint32_t rest = folded * static_cast<std::uint32_t>(packing_.folds);
  for (std::uint32_t n = rest; n < count; ++n) ++singles_[all[n]];
  fold(all, folded);
  for (std::uint32_t n = 0; n < folded; ++n) ++table_[all[n] * kLanes + n % kLanes];
}

// Puts the second part of the numbers, so many in each, beside the bits of the first, and so on.
void Counter::fold(Chunk& all, std::uint32_t folded) const {
  for (int part = 1; part < packing_.folds; ++part) {
    const Number* const others = all.data() + static_cast<std::uint32_t>(part) * folded;
    const int shift = part * packing_.bits;
    for (std::uint32_t n = 0; n < folded; ++n)
      all[n] = static_cast<Number>(all[n] | others[n] << shift);
  }
}

bool Counter::gave_up(const Frame& frame, std::uint32_t instance) const {
  for (std::size_t role = 0; role < kernel_->roles.size(); ++role) {
    if (kernel_->roles[role].may_give_up && frame.gave_up[role][instance] != 0) return true;
  }
  return false;
}

// The obvious way, for rows that are no small number.
void Counter::count_row(const Frame& frame, std::uint32_t instance) {
  if (may_give_up_ && gave_up(frame, instance)) {
    ++gave_up_;
    return;
  }
  bool expected = true;
  for (std::size_t column = 0; column < row_.size(); ++column) {
    row_[column] = recorded_value(*kernel_, frame, column, instance);
    expected &= keeps_promise(kernel_->recorded[column], row_[column]);
  }
  const bool kept = expected ? rows_.add(row_) : unexpected_.add(row_);
  if (!kept) ++crowded_out_;
}

Outcome Counter::outcome_of(std::size_t number) const {
  Outcome outcome;
  for (std::size_t column = 0; column < kernel_->recorded.size(); ++column) {
    const auto [shift, mask] = packing_.fields[column];
    outcome.push_back(kernel_->recorded[column].low + static_cast<Value>((number >> shift) & mask));
  }
  return outcome;
}

void Counter::take_number(std::size_t number, std::uint64_t count, Tally& tally) const {
  // A field has room for a power of two: values between the radix and that are found out here.
  const Outcome outcome = outcome_of(number);
  bool expected = true;
  for (std::size_t column = 0; column < outcome.size(); ++column) {
    expected &= keeps_promise(kernel_->recorded[column], outcome[column]);
  }
  (expected ? tally.counts : tally.unexpected)[outcome] += count;
}

Tally Counter::take() {
  Tally tally;
  const std::size_t mask = (std::size_t{1} << packing_.bits) - 1;
  for (std::size_t number = 0; number < table_.size() / kLanes; ++number) {
    std::uint64_t count = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      count += std::exchange(table_[number * kLanes + lane], 0);
    }
    if (count == 0) continue;
    for (int part = 0; part < packing_.folds; ++part) {
      take_number((number >> part * packing_.bits) & mask, count, tally);
    }
  }
  for (std::size_t number = 0; number < singles_.size(); ++number) {
    const std::uint64_t count = std::exchange(singles_[number], 0);
    if (count > 0) take_number(number, count, tally);
  }
  rows_.move_to(tally.counts);
  unexpected_.move_to(tally.unexpected);
  tally.gave_up = std::exchange(gave_up_, 0);
  tally.crowded_out = std::exchange(crowded_out_, 0);
  return tally;
}

}  // namespace litmus
