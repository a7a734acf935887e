// What a program says of its kernels comes back as it was, and nonsense is refused with its line.
#include "harness/description.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/sample_kernels.h"
#include "harness/stress.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Box {
  int put() { return 1; }
  void take(Row& row) { row[0] = row[1] = 2; }
  int left() { return 3; }
};
const StressTest box =
    stress_test<Box>(role<&Box::put>("put"), role<&Box::take>("first", "second").waits(),
                     after<&Box::left>("left"))
        .claim("what is put\nis taken")
        .patience(0.5)
        .allowed({1, at_least(2), between(-3, 4), 3}, "as it should be")
        .interesting({1, at_most(-2), anything, 3}, "")
        .forbidden(never_ends, "somebody is missing");

TEST(Description, OfAStressTest) {
  EXPECT_EQ(to_string(description_of(box.kernel())),
            "kernel Box\n"
            "hash " +
                std::string(box.kernel().hash) +
                "\n"
                "claim what is put is taken\n"
                "roles 2\n"
                "waits 1\n"
                "column 0 put\n"
                "column 1 first\n"
                "column 1 second\n"
                "column -2 left\n"
                "graded\n"
                "patience 0.5\n"
                "row allowed 1 2.. -3..4 3\n"
                "why as it should be\n"
                "row interesting 1 ..-2 * 3\n"
                "why \n"
                "hang forbidden\n"
                "why somebody is missing\n"
                "end\n");
}

TEST(Description, ComesBackAsItWas) {
  std::vector<Description> all = {description_of(box.kernel())};
  for (const Kernel& kernel : sample_kernels()) all.push_back(description_of(kernel));
  EXPECT_FALSE(all[1].graded);
  std::string text;
  for (const Description& description : all) text += to_string(description);
  EXPECT_EQ(parse_descriptions(text, "program"), all);
}

std::string complaint(const std::string& text) {
  try {
    parse_descriptions(text, "program");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(Description, NonsenseIsRefused) {
  EXPECT_THAT(complaint("hello world\n"), HasSubstr("program:1:1: 'hello' can not be read"));
  EXPECT_THAT(complaint("hash 1\nend\n"), HasSubstr("begins with 'kernel NAME'"));
  EXPECT_THAT(complaint("kernel k\nroles 99\n"), HasSubstr("16 at most"));
  EXPECT_THAT(complaint("kernel k\nroles 2\nwaits 2\n"), HasSubstr("no such role"));
  EXPECT_THAT(complaint("kernel k\ncolumn 0 x\n"), HasSubstr("begins with its role"));
  EXPECT_THAT(complaint("kernel k\npatience 1e9\n"), HasSubstr("longer than an hour"));
  EXPECT_THAT(complaint("kernel k\npatience -1\n"), HasSubstr("program:2:1"));
  EXPECT_THAT(complaint("kernel k\nrow good 1\n"), HasSubstr("grades are"));
  EXPECT_THAT(complaint("kernel k\nrow allowed 1..x\n"), HasSubstr("low..high"));
  EXPECT_THAT(complaint("kernel k\nrow allowed 1\nend\n"), HasSubstr("for each of its columns"));
  EXPECT_THAT(complaint("kernel k\nwhy not\n"), HasSubstr("no line of a description"));
  EXPECT_EQ(complaint(""), "none");
}

TEST(Description, EveryCutIsReadOrRefused) {
  const std::string text = to_string(description_of(box.kernel()));
  for (std::size_t length = 0; length < text.size(); ++length) {
    try {
      EXPECT_THAT(parse_descriptions(text.substr(0, length), "program"),
                  SizeIs(length == 0 ? 0 : 1));
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("program:"));
    }
  }
}

}  // namespace
}  // namespace litmus
