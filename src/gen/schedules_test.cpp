// Splits as tests, all splits, and the search for those that show something.
#include "gen/schedules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "gen/names.h"
#include "lang/effects.h"

namespace litmus {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// What the threads of a test do, an instruction a line.
std::string code(const litmus::Test& test) {
  std::string text;
  for (std::size_t thread = 0; thread < test.threads.size(); ++thread)
    text += "--\n" + to_string(effects(test, static_cast<int>(thread)), test);
  return text;
}

std::vector<Split> all_splits(const litmus::Test& test, int workers, int extra) {
  std::vector<Split> all;
  for_each_split(test, workers, extra, [&](const Split& split) {
    all.push_back(split);
    return true;
  });
  return all;
}

TEST(PlayedBy, AWorkerPlaysOneTurnAfterTheOtherWithFencesBetween) {
  const litmus::Test wrc = test_named("WRC");  // W x | R x, W y | R y, R x
  const litmus::Test played = played_by(wrc, {{0, {1, 0, 1}, 2, {1, 1, 2}}});
  ASSERT_EQ(played.threads.size(), 1u);
  EXPECT_EQ(code(played),
            "--\n"
            "0  store     [x] = 1 relaxed\n"
            "1  fence     seq_cst\n"
            "2  load      %0 = [x] relaxed\n"
            "3  fence     seq_cst\n"
            "4  load      %1 = [y] relaxed\n"
            "5  load      %2 = [x] relaxed\n"
            "6  fence     seq_cst\n"
            "7  store     [y] = 1 relaxed\n");
  // The columns are those of the test, and what they show moved with the threads.
  ASSERT_EQ(played.observed.size(), wrc.observed.size());
  EXPECT_EQ(played.observed[0].name, "1:r0");
  EXPECT_EQ(played.observed[0].thread, 0);
  EXPECT_EQ(played.observed[0].index, 0);
  EXPECT_EQ(played.observed[2].name, "2:r1");
  EXPECT_EQ(played.observed[2].index, 2);
}

TEST(PlayedBy, TheTrivialSplitIsTheTest) {
  const litmus::Test iriw = test_named("IRIW");
  EXPECT_EQ(code(played_by(iriw, {{0}, {1}, {2}, {3}})), code(iriw));
}

TEST(Splits, OfWholeThreads) {
  EXPECT_EQ(all_splits(test_named("SB"), 2, 0), std::vector<Split>({Split{{0}, {1}}}));
  EXPECT_EQ(all_splits(test_named("SB"), 1, 0), std::vector<Split>({Split{{0, 1}}, Split{{1, 0}}}));
  EXPECT_THAT(all_splits(test_named("WRC"), 2, 0), SizeIs(6));
  EXPECT_THAT(all_splits(test_named("IRIW"), 2, 0), SizeIs(36));
  EXPECT_THAT(all_splits(test_named("IRIW"), 3, 0), SizeIs(12));
}

TEST(Splits, OfPieces) {
  EXPECT_EQ(
      all_splits(test_named("SB"), 1, 1),
      std::vector<Split>({Split{{{0, 0, 1}, 1, {0, 1, 2}}}, Split{{{1, 0, 1}, 0, {1, 1, 2}}}}));
  EXPECT_THAT(all_splits(test_named("SB"), 1, 2), SizeIs(2));
  EXPECT_THAT(all_splits(test_named("SB"), 1, 3), IsEmpty()) << "there are no more pieces";
  EXPECT_THAT(all_splits(test_named("SB"), 2, 1), IsEmpty()) << "nothing comes between";
}

TEST(Splits, AreAllDifferent) {
  for (const char* name : {"WRC", "IRIW", "Z6.4+rfi-po+rlx+rlx"}) {
    for (int extra = 0; extra < 3; ++extra) {
      const std::vector<Split> all = all_splits(test_named(name), 2, extra);
      EXPECT_THAT(std::set<Split>(all.begin(), all.end()), SizeIs(all.size())) << name << extra;
    }
  }
}

// Allows (1) where P1 comes first on its worker, and (2) where something comes between accesses.
Judgement pretended(const litmus::Test& played) {
  Judgement judgement;
  for (const Thread& thread : played.threads) {
    const bool first = !thread.locals.empty() && thread.locals[0].name == "P1_r0";
    const bool whole = thread.body.size() <= 5;
    if (first && whole) judgement.outcomes.push_back({1});
    if (first && !whole) judgement.outcomes.push_back({2});
  }
  return judgement;
}

TEST(Schedules, AreThoseThatShowSomething) {
  const litmus::Test sb = test_named("3.SB");
  const std::vector<Outcome> one = {{1}}, both = {{1}, {2}};
  ScheduleLimits limits{.enough = 1};
  for (const Schedule& schedule : schedules(sb, 2, one, pretended, limits)) {
    EXPECT_EQ(schedule.shows, std::vector<std::size_t>{0});
    EXPECT_TRUE(std::ranges::any_of(
        schedule.split, [](const std::vector<Turn>& turns) { return turns[0].role == 1; }));
  }
  const std::vector<Schedule> found = schedules(sb, 2, both, pretended, limits);
  ASSERT_GE(found.size(), 2u);
  EXPECT_NE(found[0].shows, found[1].shows) << "the first ones show everything together";
  EXPECT_THAT(schedules(sb, 2, {}, pretended, limits), IsEmpty());
}

TEST(Schedules, AskNoMoreThanTheyMay) {
  int asked = 0;
  const Judge nothing = [&](const litmus::Test&) {
    ++asked;
    return Judgement{};
  };
  const std::vector<Outcome> wanted = {{1}};
  EXPECT_THAT(schedules(test_named("IRIW"), 2, wanted, nothing, {.most_judged = 50}), IsEmpty());
  EXPECT_EQ(asked, 50);
}

}  // namespace
}  // namespace litmus
