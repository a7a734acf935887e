// Merging: each thing once, below its own header, and never two tests under one name.
#include "report/merge.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace litmus {
namespace {

using ::testing::HasSubstr;

std::string header(int number) {
  return fmt::format(R"({{"litmus":"0.1.0","schema":1,"seed":{},"unknown":true}})", number);
}

std::string record(std::string_view test, int count, std::string_view hash = "h") {
  return fmt::format(R"({{"test":"{}","hash":"{}{}","instances":{},"mine":[]}})", test, hash, test,
                     count);
}

using Lines = std::vector<std::string>;

Lines merged(const std::vector<Lines>& files, Merge& merge) {
  Lines out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    RunFileReader reader(fmt::format("{}.jsonl", i));
    for (const std::string& line : files[i]) {
      for (std::string& text : merge.take(*reader.read(line, true), reader.place()))
        out.push_back(std::move(text));
    }
  }
  for (std::string& text : merge.rest()) out.push_back(std::move(text));
  return out;
}

Lines merged(const std::vector<Lines>& files) {
  Merge merge;
  return merged(files, merge);
}

std::string partial(std::string_view test, int count) {
  std::string line = record(test, count);
  line.insert(line.size() - 1, R"(,"partial":true)");
  return line;
}

TEST(Merge, APartialRecordGivesWayToTheWholeOne) {
  const Lines killed = {header(1), record("MP", 1), partial("SB", 5)};
  const Lines whole = {header(1), record("MP", 1), record("SB", 9)};
  EXPECT_EQ(merged({killed, whole}), whole);
  EXPECT_EQ(merged({whole, killed}), whole);
  EXPECT_EQ(merged({killed}), killed) << "it is all that is left of that run";
  const Lines later = {header(1), partial("SB", 7)};
  EXPECT_EQ(merged({killed, later}), Lines({header(1), record("MP", 1), partial("SB", 7)}));
  EXPECT_EQ(
      merged({killed, {header(2), record("SB", 9)}}),
      Lines({header(1), record("MP", 1), header(2), record("SB", 9), header(1), partial("SB", 5)}));
}

TEST(Merge, OneFileStaysAsItIs) {
  const Lines file = {header(1), record("SB", 1), record("MP", 2), header(2), record("SB", 3)};
  EXPECT_EQ(merged({file}), file);
}

TEST(Merge, TheSameRunCountsOnce) {
  const Lines a = {header(1), record("SB", 1), record("MP", 2)};
  const Lines b = {header(2), record("SB", 5)};
  Merge merge;
  EXPECT_EQ(merged({a, b, a}, merge),
            Lines({header(1), record("SB", 1), record("MP", 2), header(2), record("SB", 5)}));
  EXPECT_EQ(merge.repeated(), 2u);
  EXPECT_EQ(merge.runs(), 2u);
  EXPECT_EQ(merge.records(), 3u);
  // What was merged before may be merged again with its parts.
  const Lines both = merged({a, b});
  EXPECT_EQ(merged({both, b, a}), both);
}

TEST(Merge, SameAnswersOfTwoRunsAreTwoAnswers) {
  const Lines a = {header(1), record("SB", 1)}, b = {header(2), record("SB", 1)};
  EXPECT_EQ(merged({a, b}).size(), 4u);
}

TEST(Merge, OrderOfFieldsDoesNotMatter) {
  const Lines a = {R"({"litmus":"0","schema":1})", R"({"test":"SB","instances":1})"};
  const Lines b = {R"({"schema": 1, "litmus": "0"})", R"({"instances": 1, "test": "SB"})"};
  EXPECT_EQ(merged({a, b}), a);
}

TEST(Merge, AResumedRunStaysBelowItsHeader) {
  const Lines begun = {header(1), record("SB", 1)};
  const Lines other = {header(2), record("SB", 2)};
  const Lines whole = {header(1), record("SB", 1), record("MP", 3)};
  EXPECT_EQ(merged({begun, other, whole}), Lines({header(1), record("SB", 1), header(2),
                                                  record("SB", 2), header(1), record("MP", 3)}));
}

TEST(Merge, RefusesTwoTestsOfOneName) {
  const Lines a = {header(1), record("MP", 1), record("SB", 1)};
  const Lines b = {header(2), record("SB", 2, "another")};
  try {
    merged({a, b});
    FAIL() << "merged two tests";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("1.jsonl:2:1: two tests are called SB"));
    EXPECT_THAT(error.what(), HasSubstr("that of 0.jsonl:3 have different hashes"));
  }
}

// The records of a file, each with the header it stands below.
std::set<std::string> as_set(const Lines& lines, bool with_header = true) {
  std::set<std::string> all;
  std::string above;
  for (const std::string& line : lines) {
    if (line.find("\"litmus\"") != line.npos) {
      above = with_header ? line : "";
    } else {
      all.insert(above + line);
    }
  }
  return all;
}

// Repeated, with the shards in another order each time.
TEST(Merge, SixteenShardsAreTheWhole) {
  Lines whole = {header(1)};
  for (int i = 0; i < 500; ++i) whole.push_back(record(fmt::format("T{}", i), i));
  for (int repeat = 0; repeat < 20; ++repeat) {
    std::vector<Lines> shards;
    for (int shard = 0; shard < 16; ++shard) {
      shards.push_back({R"({"litmus":"0.1.0","shard":")" + std::to_string(shard) + R"("})"});
      for (std::size_t i = 1; i < whole.size(); ++i) {
        if (i % 16 == static_cast<std::size_t>(shard)) shards.back().push_back(whole[i]);
      }
    }
    std::rotate(shards.begin(), shards.begin() + repeat % 16, shards.end());
    EXPECT_EQ(as_set(merged(shards), false), as_set(whole, false));
  }
}

}  // namespace
}  // namespace litmus
