// Counting outcomes.
//
// Tally is the answer: a plain value, added and merged wherever answers meet. Counter is the hot
// side: one per worker, so that nobody shares a line while counting, turned into a Tally when the
// work is over.
//
// A Counter reads instances straight from a frame. If all columns promise their values, an outcome
// is a small number, r0 + 2 * r1 for SB, and counting is an addition in a flat table. Each worker
// first packs the columns it has just written into its part of that number, two bytes an instance,
// so that little has to move between caches. If a column promises nothing, rows go into a hash
// table. A row that breaks a promise is kept as it is, under `unexpected`. No instance is lost:
// total() is the number of instances read.
//
// Tested by tally_test.cpp, against a counter that does the obvious thing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "harness/kernel.h"
#include "harness/outcome.h"

namespace litmus {

struct Tally {
  std::map<Outcome, std::uint64_t> counts;
  std::map<Outcome, std::uint64_t> unexpected;  // a value that no store could have written
  std::uint64_t gave_up = 0;                    // a role hit its retry bound: no outcome
  std::uint64_t crowded_out = 0;                // outcomes that found the table of rows full

  void add(const Outcome& outcome, std::uint64_t count = 1) { counts[outcome] += count; }
  void merge(const Tally& other);
  std::uint64_t total() const;

  bool operator==(const Tally&) const = default;
};

// What a recorded column holds until its role writes it. A kernel that forgets to is found out.
constexpr Value kNeverWritten = -0x6e657665722121;

// How much one counter keeps of different rows; what comes after that is only counted.
constexpr std::size_t kMaxRows = 1 << 14;
constexpr std::size_t kMaxRowValues = 1 << 17;  // rows times columns

// Rows of numbers with a count each, in open addressing. No allocation but when it grows.
class RowTable {
 public:
  explicit RowTable(std::size_t columns);

  // False if the row is new and the table is full.
  bool add(std::span<const Value> row);
  void move_to(std::map<Outcome, std::uint64_t>& counts);

 private:
  std::size_t slot_of(std::span<const Value> row) const;
  void grow();

  std::size_t columns_;
  std::size_t max_rows_;
  std::size_t rows_ = 0;
  std::vector<Value> values_;          // columns_ numbers a slot
  std::vector<std::uint64_t> counts_;  // by slot; 0: free
};

// How a row of numbers becomes one: each column's number, from its lowest promised value on, in a
// few bits of its own. Bits rather than a true mixed radix, because then a broken promise shows in
// a mask, and the compiler turns the whole into vector instructions. Of a test with few outcomes,
// `folds` rows make one number again: additions are what can not be vector instructions.
struct Packing {
  struct Field {
    int shift = 0;
    std::uint64_t mask = 0;
  };

  bool flat = false;          // false: some column promises nothing, or too much
  std::vector<Field> fields;  // by column
  int bits = 0;               // of the whole
  int folds = 1;              // so many rows are counted as one

  explicit Packing(const Kernel& kernel);
};

class Counter {
 public:
  // A row's number; kBroken is set if it breaks a promise, or has none to keep.
  using Number = std::uint16_t;
  static constexpr Number kBroken = 0x8000;

  // For the worker that plays `roles`. Kernel and roles must outlive the counter.
  Counter(const Kernel& kernel, std::span<const int> roles);

  // The part of the rows' numbers that comes from this worker's own columns, which are near: to be
  // called when its roles are done, before the rendezvous. Writes numbers[first ...]. False if a
  // value breaks a promise.
  bool pack(const Frame& frame, std::uint32_t first, std::uint32_t count, Number* numbers) const;

  // Counts the instances [first, first + count), given what every worker packed.
  void count(const Frame& frame, std::uint32_t first, std::uint32_t count,
             std::span<Number* const> numbers);

  // True if the numbers that workers pack are all there is to an outcome that keeps its promises.
  bool numbers_say_all() const {
    return packing_.flat && !may_give_up_ && late_columns_.empty();
  }
  // Then they can be counted when the instances themselves are gone.
  void count_packed(std::uint32_t first, std::uint32_t count, std::span<Number* const> numbers);

  // What was counted, and starts anew.
  Tally take();

 private:
  static constexpr std::size_t kChunk = 256;  // instances looked at together
  static constexpr std::size_t kLanes = 4;    // tables taken in turn: see add_numbers

  using Chunk = std::array<Number, kChunk>;

  bool pack_column(const Frame& frame, std::size_t column, std::uint32_t first, std::uint32_t count,
                   Number* numbers) const;
  void count_flat(const Frame& frame, std::uint32_t first, std::uint32_t count,
                  std::span<Number* const> numbers);
  void add_numbers(Chunk& all, std::uint32_t count);
  void fold(Chunk& all, std::uint32_t folded) const;
  void count_row(const Frame& frame, std::uint32_t instance);
  bool gave_up(const Frame& frame, std::uint32_t instance) const;
  Outcome outcome_of(std::size_t number) const;
  void take_number(std::size_t number, std::uint64_t count, Tally& tally) const;

  const Kernel* kernel_;
  Packing packing_;
  bool may_give_up_ = false;
  std::vector<std::size_t> own_columns_;
  std::vector<std::size_t> late_columns_;  // no role's: there when all of them are done
  std::vector<std::uint64_t> table_;       // flat: kLanes counts for each number of folded rows
  std::vector<std::uint64_t> singles_;     // flat: counts for each number of a row left over
  RowTable rows_;                          // not flat
  RowTable unexpected_;
  std::vector<Value> row_;
  std::uint64_t gave_up_ = 0;
  std::uint64_t crowded_out_ = 0;
};

// One column of one instance, as the outcome has it: sign-extended, pointers as pointer_to(cell).
Value recorded_value(const Kernel& kernel, const Frame& frame, std::size_t column,
                     std::size_t instance);

}  // namespace litmus
