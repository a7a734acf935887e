// Paths lowered to events, for a language and for machines; coherence closed on them; the values a
// location may hold.
#include "model/skeleton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "model/coherence.h"
#include "model/domains.h"
#include "model/ways.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;

// A test, lowered along its first paths.
struct Lowered {
  litmus::Test test;
  CatModel model;
  Ways ways;
  Skeleton skeleton;

  Lowered(const std::string& text, const std::string& model_text)
      : test(parse_test(text, "t")),
        model(compile_cat(model_text, "m")),
        ways(litmus::ways(test, 2)) {
    Combination first;
    for (const std::vector<Path>& paths : ways.paths) first.push_back(&paths[0]);
    const Lowering lowering(test, ways.programs, model, compile);
    EXPECT_TRUE(lowering.lower(first, skeleton));
  }
};

const std::string kTwoWriters = R"(C t
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_acquire);
  atomic_store_explicit(x, r0, memory_order_release);
  atomic_fetch_add_explicit(x, 1, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 2, memory_order_relaxed);
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
}
exists ([x]=0)
)";

std::vector<std::pair<int, int>> pairs(const Relation& r, int n) {
  std::vector<std::pair<int, int>> all;
  for (int a = 0; a < n; ++a) {
    for (int b : r[a]) all.emplace_back(a, b);
  }
  return all;
}

// Events: 0 and 1 initial x and y; 2 R y, 3 W x, 4 U x of P0; 5 W x, 6 R x of P1.
TEST(Skeleton, LanguageEvents) {
  Lowered l(kTwoWriters, "c\nacyclic po & (ACQ * REL)");
  const Skeleton& s = l.skeleton;
  ASSERT_EQ(s.n, 7);
  EXPECT_EQ(s.initial, 2);
  EXPECT_EQ(s.reads.bits, 0b1010100U);
  EXPECT_EQ(s.writes.bits, 0b0111011U);
  EXPECT_THAT(pairs(s.po, s.n), ElementsAre(std::pair(2, 3), std::pair(2, 4), std::pair(3, 4),
                                            std::pair(5, 6)));
  EXPECT_THAT(pairs(s.data, s.n), ElementsAre(std::pair(2, 3)));
  EXPECT_THAT(pairs(s.rmw, s.n), ElementsAre(std::pair(4, 4)));
  EXPECT_EQ(s.partner[4], 4);
  EXPECT_EQ(s.same_before[4].bits, 1U << 3);
  EXPECT_EQ(s.same_after[5].bits, 1U << 6);

  Evaluation evaluation(l.model);
  Lowering(l.test, l.ways.programs, l.model, compile).hand_in(s, evaluation);
  auto members = [&](std::string_view name) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < l.model.sets.size(); ++i) {
      if (l.model.sets[i].name == name) bits = evaluation.sets()[i].bits;
    }
    return bits;
  };
  EXPECT_EQ(members("ACQ"), 1U << 2);
  EXPECT_EQ(members("REL"), 1U << 3);
}

// On POWER the acquire load has an isync that waits for it, the release store an lwsync, and the
// update is a read and a write whose value comes from it.
TEST(Skeleton, MachineEvents) {
  Lowered l(kTwoWriters, "\"PPC\"\nacyclic po & (SYNC * LWSYNC)");
  ASSERT_EQ(l.model.architecture, Architecture::Power);
  const Skeleton& s = l.skeleton;
  ASSERT_EQ(s.n, 10);  // 2 R, 3 isync, 4 lwsync, 5 W, 6 R, 7 W | 8 W, 9 R
  EXPECT_EQ(s[3].location, -1);
  EXPECT_TRUE(s.ctrl.contains(2, 3));
  EXPECT_TRUE(s.data.contains(2, 5));
  EXPECT_TRUE(s.data.contains(6, 7));
  EXPECT_THAT(pairs(s.rmw, s.n), ElementsAre(std::pair(6, 7)));
  EXPECT_TRUE(is_empty(s.amo, s.n));
  EXPECT_EQ(s.partner[6], 7);
}

TEST(Skeleton, TooManyEventsAreRefused) {
  std::string body;
  for (int i = 0; i < 40; ++i) body += "*x = 1;\n";
  const std::string thread = "(atomic_int* x) {\n" + body + "}\n";
  const litmus::Test test =
      parse_test("C big\n{}\nP0 " + thread + "P1 " + thread + "exists ([x]=1)\n", "big");
  const Ways all = ways(test, 1);
  const CatModel model = compile_cat("c", "c");
  Skeleton skeleton;
  const std::vector<const Path*> paths = {&all.paths[0][0], &all.paths[1][0]};
  EXPECT_FALSE(Lowering(test, all.programs, model, compile).lower(paths, skeleton));
}

// --- coherence, on the same events

TEST(Coherence, InitialWritesComeFirstAndProgramOrderIsKept) {
  Lowered l(kTwoWriters, "c");
  Coherence coherence;
  ASSERT_TRUE(coherence.begin(l.skeleton, {.coherence = true, .atomicity = true}));
  EXPECT_EQ(coherence.after(0).bits, 0b0111000U);
  EXPECT_TRUE(coherence.after(3).contains(4));
  EXPECT_FALSE(coherence.ordered(3, 5));
  EXPECT_FALSE(coherence.order(4, 3));
}

TEST(Coherence, ReadsPutWritesInOrder) {
  Lowered l(kTwoWriters, "c");
  Coherence coherence;
  ASSERT_TRUE(coherence.begin(l.skeleton, {.coherence = true, .atomicity = true}));
  // P1 reads after its own write 5: not the initial value; and if it reads 4, then 5 is before 4.
  EXPECT_EQ(coherence.sources(6).bits, 0b0111000U);
  ASSERT_TRUE(coherence.connect(6, 4));
  EXPECT_TRUE(coherence.after(5).contains(4));
  // The update 4 reads the write right before it: 3 or 5, whichever is later.
  Coherence other = coherence;
  ASSERT_TRUE(coherence.connect(4, 3));
  EXPECT_TRUE(coherence.after(5).contains(3));
  ASSERT_TRUE(other.connect(4, 5));
  EXPECT_TRUE(other.after(3).contains(5));
}

TEST(Coherence, NothingIsAssumedUnlessImplied) {
  Lowered l(kTwoWriters, "c");
  Coherence coherence;
  ASSERT_TRUE(coherence.begin(l.skeleton, {}));
  EXPECT_EQ(coherence.sources(6).bits, 0b0111001U);
  EXPECT_TRUE(coherence.connect(6, 0));
  EXPECT_TRUE(coherence.order(4, 3));
}

// --- domains

TEST(Domains, CloseUnderTheProgram) {
  Lowered l(kTwoWriters, "c");
  // x: its own 0, P0's copy of y, P1's 2, and what one update makes of these, round after round;
  // y is never written.
  EXPECT_THAT(Domains(l.skeleton, l.test).of(1), ElementsAre(0));
  const std::set<Value> x = Domains(l.skeleton, l.test).of(0);
  EXPECT_THAT(x, ::testing::IsSupersetOf({0, 1, 2, 3}));
  EXPECT_LE(x.size(), kMaxValues);
}

}  // namespace
}  // namespace litmus
