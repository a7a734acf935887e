// Records as CI systems read them.
#include "report/junit.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Junit, ACaseForEachTest) {
  Record good{.test = "SB", .verdict = "ok", .instances = 100, .seconds = 0.5};
  Record wrong{.test = "<MP's>\x1b",
               .verdict = "finding",
               .condition = "exists (x=1 /\\ y<0)",
               .instances = 1000,
               .seconds = 1,
               .seed = 7};
  wrong.outcomes = {{.values = {{"x", "1"}}, .count = 3, .verdict = "finding"},
                    {.values = {{"x", "0"}}, .count = 997}};
  Record skipped{.test = "LB", .verdict = "skipped"};
  EXPECT_EQ(to_junit({good, wrong, skipped}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuite name=\"litmus\" tests=\"3\" failures=\"1\" skipped=\"1\" time=\"1.500\">\n"
            "  <testcase classname=\"litmus\" name=\"SB\" time=\"0.500\"/>\n"
            "  <testcase classname=\"litmus\" name=\"&lt;MP's&gt;?\" time=\"1.000\">\n"
            "    <failure message=\"finding\" type=\"finding\">exists (x=1 /\\ y&lt;0)&#10;"
            "              3  x=1  &lt;- finding&#10;            997  x=0&#10;"
            "1,000 instances in 1.00 s&#10;to repeat: the same command with --seed 7&#10;"
            "</failure>\n  </testcase>\n"
            "  <testcase classname=\"litmus\" name=\"LB\" time=\"0.000\">\n    <skipped/>\n"
            "  </testcase>\n</testsuite>\n");
}

// A run exits with 1 for it, and its readers look for the reason here.
TEST(Junit, ABrokenConditionFails) {
  Record record{.test = "claim", .verdict = "ok", .condition_broken = true};
  EXPECT_NE(to_junit({record}).find("<failure message=\"its condition is broken\""),
            std::string::npos);
  record.verdict = "undefined";
  EXPECT_NE(to_junit({record}).find("failures=\"0\""), std::string::npos);
}

}  // namespace
}  // namespace litmus
