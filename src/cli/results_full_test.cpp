// A million records are merged in memory that their fingerprints need, not their texts.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>

namespace litmus {
namespace {

TEST(ResultsFull, AMillionRecordsInBoundedMemory) {
  // 1 kB each, and each a test of its own, which is the worst case.
  const std::string records =
      R"(awk 'BEGIN { for (i = 0; i < 900; ++i) p = p "p";)"
      R"( print "{\"litmus\":\"0\",\"schema\":1}";)"
      R"( for (i = 0; i < 1000000; ++i) print "{\"test\":\"T" i "\",\"hash\":\"" i)"
      R"( "\",\"padding\":\"" p "\"}" }')";
  const std::string command = fmt::format(
      "{} | '{}' merge - 2>/dev/null | wc -l | grep -qx 1000001", records, LITMUS_PROGRAM);
  ASSERT_EQ(std::system(command.c_str()), 0);
  rusage usage{};
  ASSERT_EQ(getrusage(RUSAGE_CHILDREN, &usage), 0);
  RecordProperty("peak_kilobytes", fmt::format("{}", usage.ru_maxrss));
  EXPECT_LT(usage.ru_maxrss, 500'000);  // kilobytes; the records have 950,000
}

}  // namespace
}  // namespace litmus
