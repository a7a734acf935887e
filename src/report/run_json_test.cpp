// What is written reads back: the lines of a run, by the reader that everything else uses.
#include "report/run_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "report/record.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;

litmus::Test filtered_test() {
  return parse_test(R"(C T
{ }
P0 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }
P1 (atomic_int* x) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  int r1 = atomic_load_explicit(x, memory_order_relaxed);
}
filter (1:r1=1)
exists (1:r0=0))",
                    "T.litmus");
}

Slice slice(int number, int environment, std::map<Outcome, std::uint64_t> counts) {
  Slice slice{.number = number, .environment = environment, .seconds = 0.5, .pinned = true};
  slice.tally.counts = std::move(counts);
  slice.instances = slice.tally.total();
  return slice;
}

RunResult two_slices() {
  ChildAnswer answer;
  answer.plan.seed = 7;
  answer.plan.environments.resize(2);
  answer.plan.environments[1].block = 1;
  answer.slices = {slice(0, 0, {{{0, 0}, 5}, {{0, 1}, 10}}), slice(1, 1, {{{1, 1}, 20}})};
  const litmus::Test test = filtered_test();
  const Judgement all{.model = "sc", .outcomes = {{0}, {1}}};
  return conclude(test, record_of(test, answer), {.judgements = {all}}, CodeLook{}, false);
}

Record read_back(const RunResult& result) {
  return std::get<Record>(read_run_line(to_json(result), {}));
}

TEST(RunJson, ReadsBack) {
  const Record record = read_back(two_slices());
  EXPECT_EQ(record.test, "T");
  EXPECT_EQ(record.verdict, "ok");
  EXPECT_EQ(record.condition, "exists (1:r0=0)");
  EXPECT_EQ(record.instances, 35u);
  EXPECT_EQ(record.environments.size(), 2u);
  EXPECT_EQ(parse_test(record.source, "again").hash, record.hash);
  ASSERT_EQ(record.outcomes.size(), 2u);
  EXPECT_EQ(to_string(record.outcomes[0].values), "1:r0=1");  // the most frequent comes first
  EXPECT_FALSE(record.outcomes[0].interesting);
  EXPECT_EQ(to_string(record.outcomes[1].values), "1:r0=0");
  EXPECT_TRUE(record.outcomes[1].interesting);
}

TEST(RunJson, BlocksAddUpToTheOutcomes) {
  const Record record = read_back(two_slices());
  ASSERT_EQ(record.blocks.size(), 2u);
  EXPECT_EQ(record.blocks[0].instances, 15u);
  EXPECT_EQ(record.blocks[0].counts, std::vector<std::uint64_t>({0, 10}));  // 5 are filtered
  EXPECT_EQ(record.blocks[1].counts, std::vector<std::uint64_t>({20, 0}));
  EXPECT_EQ(record.outcomes[0].count, 20u);
  EXPECT_EQ(record.outcomes[1].count, 10u);
}

TEST(RunJson, AHeaderReadsBack) {
  const RunHeader header{.version = "litmus 0.1.0",
                         .architecture = "x86-64",
                         .processor = "P",
                         .emulated = true,
                         .cpus = {0, 1},
                         .topology = {{{.number = 0}, {.number = 1, .core = 1}}},
                         .compiler = "g++ 12.2",
                         .models = {"sc"},
                         .seed = 7,
                         .start = "2026-01-31T12:00:00.123456Z",
                         .shard = "2/8"};
  const RunOrigin origin = std::get<RunOrigin>(read_run_line(to_json(header), {}));
  EXPECT_EQ(origin.version, header.version);
  EXPECT_EQ(origin.processor, header.processor);
  EXPECT_EQ(origin.compiler, header.compiler);
  EXPECT_EQ(origin.start, header.start);
  EXPECT_TRUE(origin.emulated);
  EXPECT_THAT(to_text(*origin.line), HasSubstr(R"("topology":[{"cpu":0,)"));
  EXPECT_THAT(to_text(*origin.line), HasSubstr(R"("shard":"2/8"})"));
}

}  // namespace
}  // namespace litmus
