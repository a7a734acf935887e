// Sets of events and relations between events, at most 64 events: a set is one word, a relation one
// word per event (its successors). Nothing here allocates, except shortest_cycle.
//
// Every function takes the number of events n and touches only the first n rows, so that a test of
// eight events costs eight words an operation. Rows from n on are never read, and no row below n
// has a bit from n on: whoever fills a relation by hand keeps to that.
//
//     rf, co over the events 0..n-1:      from_reads(rf, co, n, fr);
//     acyclic po | rf | co | fr ?         unite(po, rf, n, all); ... is_acyclic(all, n)
//
// Results go to `out`, the last argument. It may be one of the operands unless the function's
// comment says otherwise.
//
// Tested by relation_test.cpp, against the definitions written as loops over pairs.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "lang/test.h"

namespace litmus {

struct EventSet {
  std::uint64_t bits = 0;

  // for (int event : set), in increasing order
  class Iterator {
   public:
    explicit constexpr Iterator(std::uint64_t rest) : rest_(rest) {}
    constexpr int operator*() const { return std::countr_zero(rest_); }
    constexpr Iterator& operator++() {
      rest_ &= rest_ - 1;
      return *this;
    }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    std::uint64_t rest_;
  };

  static constexpr EventSet of(int event) { return {std::uint64_t{1} << event}; }
  // The events 0 .. n-1.
  static constexpr EventSet all(int n) {
    return {n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1};
  }

  constexpr Iterator begin() const { return Iterator(bits); }
  constexpr Iterator end() const { return Iterator(0); }
  constexpr bool contains(int event) const { return (bits >> event & 1) != 0; }
  constexpr bool empty() const { return bits == 0; }
  constexpr int size() const { return std::popcount(bits); }
  constexpr void insert(int event) { bits |= std::uint64_t{1} << event; }
  constexpr void erase(int event) { bits &= ~(std::uint64_t{1} << event); }

  constexpr bool operator==(const EventSet&) const = default;
  constexpr EventSet operator|(EventSet o) const { return {bits | o.bits}; }
  constexpr EventSet operator&(EventSet o) const { return {bits & o.bits}; }
  constexpr EventSet operator-(EventSet o) const { return {bits & ~o.bits}; }
  constexpr EventSet& operator|=(EventSet o) { return *this = *this | o; }
  constexpr EventSet& operator&=(EventSet o) { return *this = *this & o; }
  constexpr EventSet& operator-=(EventSet o) { return *this = *this - o; }
};

struct Relation {
  std::array<EventSet, kMaxEvents> rows;  // rows[a] holds b: the pair (a, b) is in the relation

  EventSet& operator[](int event) { return rows[static_cast<std::size_t>(event)]; }
  EventSet operator[](int event) const { return rows[static_cast<std::size_t>(event)]; }
  bool contains(int from, int to) const { return (*this)[from].contains(to); }
  void insert(int from, int to) { (*this)[from].insert(to); }
};

void clear(int n, Relation& out);
void copy(const Relation& a, int n, Relation& out);
bool equal(const Relation& a, const Relation& b, int n);
bool is_empty(const Relation& a, int n);
bool is_irreflexive(const Relation& a, int n);
bool is_acyclic(const Relation& a, int n);

void unite(const Relation& a, const Relation& b, int n, Relation& out);
void intersect(const Relation& a, const Relation& b, int n, Relation& out);
void subtract(const Relation& a, const Relation& b, int n, Relation& out);
void complement(const Relation& a, int n, Relation& out);
void identity(EventSet on, int n, Relation& out);
void product(EventSet from, EventSet to, int n, Relation& out);
void restrict_domain(EventSet from, const Relation& a, int n, Relation& out);  // [from] ; a
void restrict_range(const Relation& a, EventSet to, int n, Relation& out);     // a ; [to]
void sequence(const Relation& a, const Relation& b, int n, Relation& out);     // out: not a, not b
void inverse(const Relation& a, int n, Relation& out);                         // out: not a
void close_transitively(int n, Relation& inout);
void add_identity(int n, Relation& inout);

EventSet domain(const Relation& a, int n);
EventSet range(const Relation& a, int n);

// fr = (rf^-1 ; co) \ id: from a read to the writes that are coherence-after the one it reads.
void from_reads(const Relation& rf, const Relation& co, int n, Relation& out);

// The events of a shortest cycle, in order, the first not repeated; empty if there is none.
std::vector<int> shortest_cycle(const Relation& a, int n);

}  // namespace litmus
