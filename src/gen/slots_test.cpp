// Slots are found in every kind of test, and orders go where they belong.
#include "gen/slots.h"

#include <gtest/gtest.h>

#include "gen/names.h"
#include "harness/error.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

const char* const kLock = R"(C lock
{ }
P0 (atomic_int* l, int* d) {
  int e = 0;
  while (!l->compare_exchange_weak(e, 1, std::memory_order_acquire, std::memory_order_relaxed)) {
    e = 0;
  }
  *d = 1;
  atomic_store_explicit(l, 0, memory_order_release);
}
P1 (atomic_int* l, int* d) {
  int r0 = atomic_exchange_explicit(l, 1, memory_order_acq_rel);
  atomic_thread_fence(memory_order_seq_cst);
  if (r0 == 0) {
    int r1 = atomic_load_explicit(l, memory_order_relaxed);
  }
}
exists (1:r0=0)
)";

std::vector<std::string> described(const Test& test) {
  std::vector<std::string> texts;
  for (const Slot& slot : slots_of(test)) {
    texts.push_back(to_string(slot, test) + " " + std::string(to_string(slot.order)));
  }
  return texts;
}

TEST(Slots, FindsThemEverywhere) {
  EXPECT_EQ(described(test_named("MP+rel+acq")),
            std::vector<std::string>({"P0: store x relaxed", "P0: store y release",
                                      "P1: load y acquire", "P1: load x relaxed"}));
  EXPECT_EQ(described(parse_test(kLock, "lock.litmus")),
            std::vector<std::string>({"P0: compare-exchange l acquire",
                                      "P0: compare-exchange l, on failure relaxed",
                                      "P0: store l release", "P1: update l acq_rel",
                                      "P1: fence 2 seq_cst", "P1: load l relaxed"}));
}

TEST(Slots, ChangesOrdersInPlace) {
  litmus::Test mp = test_named("MP");
  std::vector<Order> orders = {Order::Relaxed, Order::Release, Order::Acquire, Order::Relaxed};
  litmus::Test changed = with_orders(mp, orders);
  changed.name = "MP+rel+acq";
  changed.metadata = test_named("MP+rel+acq").metadata;
  EXPECT_EQ(changed, test_named("MP+rel+acq"));
}

TEST(Slots, KeepsATestAsItIsUnderItsOwnOrders) {
  litmus::Test lock = parse_test(kLock, "lock.litmus");
  std::vector<Order> orders;
  for (const Slot& slot : slots_of(lock)) orders.push_back(slot.order);
  EXPECT_EQ(with_orders(lock, orders), lock);
}

TEST(Slots, LeavesOutPlainFences) {
  litmus::Test sb = test_named("SB+f.sc+f.sc");
  std::vector<Order> orders;
  for (const Slot& slot : slots_of(sb)) {
    orders.push_back(slot.kind == Slot::Kind::Fence ? Order::Plain : slot.order);
  }
  litmus::Test without = with_orders(sb, orders);
  EXPECT_EQ(without.threads, test_named("SB").threads);
}

TEST(Slots, CandidateFencesStandBetweenAccesses) {
  litmus::Test mp = with_candidate_fences(test_named("MP"));
  EXPECT_EQ(described(mp), std::vector<std::string>({"P0: store x relaxed", "P0: fence 2 plain",
                                                     "P0: store y relaxed", "P1: load y relaxed",
                                                     "P1: fence 2 plain", "P1: load x relaxed"}));
  // Where a fence stands, no other is proposed; none before the first access or after the last.
  EXPECT_EQ(with_candidate_fences(test_named("SB+f.sc+f.sc")), test_named("SB+f.sc+f.sc"));
  // Between the loop and what follows it, too.
  EXPECT_EQ(described(with_candidate_fences(parse_test(kLock, "lock.litmus"))),
            std::vector<std::string>(
                {"P0: compare-exchange l acquire", "P0: compare-exchange l, on failure relaxed",
                 "P0: fence 3 plain", "P0: fence 4 plain", "P0: store l release",
                 "P1: update l acq_rel", "P1: fence 2 seq_cst", "P1: load l relaxed"}));
}

TEST(Slots, CandidateFencesStandInsideBranchesAndLoops) {
  const litmus::Test test = parse_test(R"(C waits
{ }
P0 (atomic_int* x, atomic_int* y) {
  if (atomic_load_explicit(x, memory_order_acquire) == 1) {
    atomic_store_explicit(y, 1, memory_order_relaxed);
  }
}
P1 (atomic_int* x, atomic_int* y) {
  while (atomic_load_explicit(x, memory_order_relaxed) == 0) {
    atomic_store_explicit(y, 2, memory_order_relaxed);
  }
}
exists (y=1)
)", "waits.litmus");
  EXPECT_EQ(
      described(with_candidate_fences(test)),
      std::vector<std::string>({"P0: load x acquire", "P0: fence 2 plain", "P0: store y relaxed",
                                "P1: load x relaxed", "P1: fence 2 plain", "P1: store y relaxed",
                                "P1: fence 4 plain"}));
}

TEST(Slots, KnowTheLattice) {
  using enum Order;
  using Kind = Slot::Kind;
  EXPECT_EQ(next_weaker(Kind::Load, SeqCst), std::vector<Order>({Acquire}));
  EXPECT_EQ(next_weaker(Kind::Store, Release), std::vector<Order>({Relaxed}));
  EXPECT_EQ(next_weaker(Kind::Update, SeqCst), std::vector<Order>({AcqRel}));
  EXPECT_EQ(next_weaker(Kind::Update, AcqRel), std::vector<Order>({Acquire, Release}));
  EXPECT_EQ(next_weaker(Kind::Fence, Acquire), std::vector<Order>({Plain}));
  EXPECT_EQ(next_weaker(Kind::Load, Relaxed), std::vector<Order>());
}

TEST(Slots, AreNamedByThreadLocationOrNumber) {
  litmus::Test mp = test_named("MP");
  std::vector<Slot> slots = slots_of(mp);
  EXPECT_EQ(slots_named("P1", slots, mp), std::vector<bool>({false, false, true, true}));
  EXPECT_EQ(slots_named("x", slots, mp), std::vector<bool>({true, false, false, true}));
  EXPECT_EQ(slots_named("P0:y", slots, mp), std::vector<bool>({false, true, false, false}));
  EXPECT_EQ(slots_named("P1:2", slots, mp), std::vector<bool>({false, false, false, true}));
  EXPECT_THROW(slots_named("P2", slots, mp), Error);
  EXPECT_THROW(slots_named("P0:3", slots, mp), Error);
}

TEST(Slots, AreNamedAsTheyArePrinted) {
  const litmus::Test mp = test_named("MP");
  const std::vector<Slot> slots = slots_of(mp);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    std::vector<bool> only(slots.size());
    only[i] = true;
    EXPECT_EQ(slots_named(to_string(slots[i], mp), slots, mp), only);
  }
  const Kept kept = kept_by("P0: store y release", slots, mp);
  EXPECT_EQ(kept.slots, std::vector<bool>({false, true, false, false}));
  EXPECT_EQ(kept.order, Order::Release);
  EXPECT_EQ(kept_by("P1:1 acq", slots, mp).order, Order::Acquire);
  EXPECT_EQ(kept_by("P0: store y", slots, mp).order, std::nullopt);
  EXPECT_THROW(kept_by("P0: store y acquire", slots, mp), Error);
  EXPECT_THROW(kept_by("P0: store y strong", slots, mp), Error);
}

TEST(Slots, OfALocationThatIsCalledAsAnOrder) {
  const litmus::Test test =
      parse_test("C t\n{ }\nP0 (atomic_int* sc) { *sc = 1; }\nexists ([sc]=1)\n", "t.litmus");
  const std::vector<Slot> slots = slots_of(test);
  EXPECT_EQ(kept_by("P0: store sc", slots, test).order, std::nullopt);
  EXPECT_EQ(kept_by("P0: store sc release", slots, test).order, Order::Release);
  EXPECT_EQ(kept_by("sc", slots, test).order, std::nullopt);
}

// Where C++'s `=` says which side comes first, it has no place for an order; and the right side's
// load is the first.
TEST(Slots, AssignmentsWithTwoSidesKeepTheirOrder) {
  const litmus::Test test = parse_test(
      "C++ t\n{ std::atomic<int> a[2]={9,9}; }\n"
      "P0 (std::atomic<int>* a, std::atomic<int>& x, std::atomic<int>& y) {\n"
      "  a[x.load()] = y.load();\n}\nexists (x=0)\n",
      "t.litmus");
  EXPECT_EQ(described(test),
            std::vector<std::string>({"P0: load y seq_cst", "P0: load x seq_cst"}));
}

}  // namespace
}  // namespace litmus
