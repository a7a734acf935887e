// The algebra of relations, against its definitions as loops over pairs, on random relations of
// every size up to 64 events.
#include "model/relation.h"

#include <gtest/gtest.h>

#include <random>

namespace litmus {
namespace {

// Every k-th pair or so, of n events.
Relation random_relation(std::mt19937& random, int n, int k) {
  Relation r;
  for (int a = 0; a < n; ++a) {
    for (int b = 0; b < n; ++b) {
      if (random() % static_cast<unsigned>(k) == 0) r.insert(a, b);
    }
  }
  return r;
}

Relation from_pairs(std::initializer_list<std::pair<int, int>> pairs) {
  Relation r;
  for (auto [a, b] : pairs) r.insert(a, b);
  return r;
}

// Reachability by one or more steps, pair by pair.
bool reaches(const Relation& r, int n, int from, int to) {
  std::vector<int> todo{from};
  EventSet seen;
  while (!todo.empty()) {
    int at = todo.back();
    todo.pop_back();
    for (int next = 0; next < n; ++next) {
      if (!r.contains(at, next) || seen.contains(next)) continue;
      seen.insert(next);
      todo.push_back(next);
    }
  }
  return seen.contains(to);
}

TEST(EventSet, IteratesInOrderOverAllBits) {
  EventSet s;
  for (int e : {0, 5, 63}) s.insert(e);
  std::vector<int> events;
  for (int e : s) events.push_back(e);
  EXPECT_EQ(events, (std::vector<int>{0, 5, 63}));
  EXPECT_EQ(s.size(), 3);
  s.erase(5);
  EXPECT_FALSE(s.contains(5));
  EXPECT_EQ(EventSet::all(64).size(), 64);
  EXPECT_EQ(EventSet::all(0).size(), 0);
}

class Algebra : public testing::TestWithParam<int> {
 protected:
  int n = GetParam();
  std::mt19937 random{static_cast<unsigned>(n)};
  Relation a = random_relation(random, n, 3);
  Relation b = random_relation(random, n, 4);
  EventSet s{random() * 0x100000001ull & EventSet::all(n).bits};
  EventSet t{random() * 0x100000001ull & EventSet::all(n).bits};
  Relation out;

  // `out` holds exactly the pairs that `expected` says.
  template <typename Expected>
  void expect_pairs(Expected expected) {
    for (int x = 0; x < n; ++x) {
      EXPECT_TRUE((out[x] - EventSet::all(n)).empty()) << "bits beyond the universe";
      for (int y = 0; y < n; ++y) ASSERT_EQ(out.contains(x, y), expected(x, y)) << x << "," << y;
    }
  }
};

TEST_P(Algebra, Pointwise) {
  unite(a, b, n, out);
  expect_pairs([&](int x, int y) { return a.contains(x, y) || b.contains(x, y); });
  intersect(a, b, n, out);
  expect_pairs([&](int x, int y) { return a.contains(x, y) && b.contains(x, y); });
  subtract(a, b, n, out);
  expect_pairs([&](int x, int y) { return a.contains(x, y) && !b.contains(x, y); });
  complement(a, n, out);
  expect_pairs([&](int x, int y) { return !a.contains(x, y); });
}

TEST_P(Algebra, SetsAndRelations) {
  identity(s, n, out);
  expect_pairs([&](int x, int y) { return x == y && s.contains(x); });
  product(s, t, n, out);
  expect_pairs([&](int x, int y) { return s.contains(x) && t.contains(y); });
  restrict_domain(s, a, n, out);
  expect_pairs([&](int x, int y) { return s.contains(x) && a.contains(x, y); });
  restrict_range(a, s, n, out);
  expect_pairs([&](int x, int y) { return a.contains(x, y) && s.contains(y); });
  for (int x = 0; x < n; ++x) {
    bool from = false, to = false;
    for (int y = 0; y < n; ++y) {
      from |= a.contains(x, y);
      to |= a.contains(y, x);
    }
    EXPECT_EQ(domain(a, n).contains(x), from);
    EXPECT_EQ(range(a, n).contains(x), to);
  }
}

TEST_P(Algebra, SequenceInverseClosures) {
  sequence(a, b, n, out);
  expect_pairs([&](int x, int y) {
    for (int m = 0; m < n; ++m) {
      if (a.contains(x, m) && b.contains(m, y)) return true;
    }
    return false;
  });
  inverse(a, n, out);
  expect_pairs([&](int x, int y) { return a.contains(y, x); });
  Relation sparse = random_relation(random, n, 2 * n);
  copy(sparse, n, out);
  close_transitively(n, out);
  expect_pairs([&](int x, int y) { return reaches(sparse, n, x, y); });
  add_identity(n, out);
  expect_pairs([&](int x, int y) { return x == y || reaches(sparse, n, x, y); });
}

TEST_P(Algebra, FromReadsIsInverseThenCoherence) {
  Relation rf = random_relation(random, n, 2 * n), co = random_relation(random, n, 5);
  Relation rf_inverse, expected;
  inverse(rf, n, rf_inverse);
  sequence(rf_inverse, co, n, expected);
  for (int e = 0; e < n; ++e) expected[e].erase(e);
  from_reads(rf, co, n, out);
  EXPECT_TRUE(equal(out, expected, n));
}

TEST_P(Algebra, CyclesAreFoundAndShortest) {
  for (int round = 0; round < 20; ++round) {
    Relation r = random_relation(random, n, 2 * n);
    Relation closed;
    copy(r, n, closed);
    close_transitively(n, closed);
    bool cyclic = !is_irreflexive(closed, n);
    EXPECT_EQ(is_acyclic(r, n), !cyclic);
    std::vector<int> cycle = shortest_cycle(r, n);
    ASSERT_EQ(cycle.empty(), !cyclic);
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      EXPECT_TRUE(r.contains(cycle[i], cycle[(i + 1) % cycle.size()]));
    }
    // No shorter walk returns to its start: powers of r below the length have an empty diagonal.
    Relation power, next;
    copy(r, n, power);
    for (std::size_t length = 1; length < cycle.size(); ++length) {
      EXPECT_TRUE(is_irreflexive(power, n)) << "a cycle of length " << length;
      sequence(power, r, n, next);
      power = next;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EverySize, Algebra, testing::Values(1, 2, 3, 5, 8, 13, 32, 63, 64));

TEST(Relation, OnlyTheFirstRowsAreRead) {
  Relation junk = from_pairs({{5, 5}, {6, 5}, {5, 6}});
  EXPECT_TRUE(is_acyclic(junk, 5));
  EXPECT_TRUE(is_empty(junk, 5));
  EXPECT_TRUE(shortest_cycle(junk, 5).empty());
  EXPECT_TRUE(equal(junk, Relation{}, 5));
  EXPECT_FALSE(equal(junk, Relation{}, 6));
}

TEST(Relation, SelfLoopIsACycleOfOne) {
  EXPECT_EQ(shortest_cycle(from_pairs({{0, 1}, {1, 2}, {2, 0}, {3, 3}}), 4), std::vector<int>{3});
}

}  // namespace
}  // namespace litmus
