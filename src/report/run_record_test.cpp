// Slices added up, and slices that can not be.
#include "report/run_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace litmus {
namespace {

using ::testing::HasSubstr;

litmus::Test two_columns() {
  litmus::Test test;
  test.name = "T";
  test.observed.resize(2);
  test.shown = 2;
  return test;
}

// What a kernel program says when these are its slices.
ChildAnswer answer_of(std::vector<Slice> slices) {
  ChildAnswer answer;
  answer.plan.environments.resize(2);
  answer.slices = std::move(slices);
  return answer;
}

Slice slice_of(int number, int environment, std::map<Outcome, std::uint64_t> counts) {
  Slice slice{.number = number, .environment = environment};
  slice.start = number;
  slice.seconds = 0.5;
  slice.pinned = true;
  slice.tally.counts = std::move(counts);
  slice.instances = slice.tally.total();
  return slice;
}

TEST(RunRecord, AddsUp) {
  Slice first = slice_of(0, 0, {{{0, 0}, 10}});
  first.cpus = {1, 0};
  const RunRecord record =
      record_of(two_columns(), answer_of({first, slice_of(1, 1, {{{0, 0}, 5}, {{0, 1}, 1}}),
                                          slice_of(2, 0, {{{0, 1}, 2}})}));
  EXPECT_EQ(record.instances, 18u);
  EXPECT_EQ(record.slices, 3);
  EXPECT_DOUBLE_EQ(record.seconds, 2.5);
  EXPECT_TRUE(record.pinned);
  EXPECT_EQ(record.cpus, std::vector<int>({0, 1}));
  EXPECT_EQ(record.tally.counts.at({0, 0}), 15u);
  EXPECT_EQ(record.environments.at(0).instances, 12u);
  EXPECT_EQ(record.environments.at(1).slices, 1);
  const FirstSeen& seen = record.first_seen.at({0, 1});
  EXPECT_DOUBLE_EQ(seen.first, 1.5);
  EXPECT_EQ(seen.environment, 1);
  EXPECT_EQ(seen.slices, 2);
  ASSERT_EQ(record.blocks.all().size(), 3u);
  EXPECT_EQ(record.blocks.all()[1].environment, 1);
}

// A search lists more environments than it plays, and not in that order.
TEST(RunRecord, HasTheEnvironmentsThatWerePlayedInTheirOrder) {
  ChildAnswer answer = answer_of({slice_of(0, 1, {{{0, 0}, 1}}), slice_of(1, 1, {{{0, 0}, 2}})});
  answer.plan.environments[1].block = 4;
  const RunRecord one = record_of(two_columns(), answer);
  ASSERT_EQ(one.environments.size(), 1u);
  EXPECT_EQ(one.plan.environments, std::vector<Environment>{answer.plan.environments[1]});
  EXPECT_EQ(one.environments[0].instances, 3u);
  EXPECT_EQ(one.first_seen.at({0, 0}).environment, 0);
  answer.slices.push_back(slice_of(2, 0, {{{0, 1}, 1}}));
  EXPECT_EQ(record_of(two_columns(), answer).first_seen.at({0, 1}).environment, 1);
}

TEST(RunRecord, NotPinnedOnceIsNotPinned) {
  Slice wandering = slice_of(0, 0, {{{0, 0}, 1}});
  wandering.pinned = false;
  EXPECT_FALSE(
      record_of(two_columns(), answer_of({wandering, slice_of(1, 0, {{{0, 0}, 1}})})).pinned);
}

TEST(RunRecord, OtherColumnsAreGarbage) {
  const RunRecord record = record_of(
      two_columns(), answer_of({slice_of(0, 0, {{{0, 0}, 4}}), slice_of(1, 0, {{{0, 0, 0}, 1}})}));
  EXPECT_EQ(record.end, ChildAnswer::End::Garbled);
  EXPECT_THAT(record.end_message, HasSubstr("does not record the test's 2 columns"));
  EXPECT_EQ(record.instances, 4u) << "what came before counts";
}

}  // namespace
}  // namespace litmus
