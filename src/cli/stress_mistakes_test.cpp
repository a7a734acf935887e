// Mistakes of those who write stress tests: in a description, where the compiler says it in words,
// and in a role, which then never ends. Each takes seconds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/litmus_program.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using StressMistakes = LitmusProgram;

// The messages of the header itself, as a person sees them.
TEST_F(StressMistakes, MistakesInADescriptionAreSaidInWords) {
  const std::string begin =
      "#include \"harness/stress.h\"\nusing namespace litmus;\n"
      "struct S { void f() {} void g(Row& row) { row[0] = 1; } };\nconst StressTest t = ";
  const std::pair<const char*, const char*> mistakes[] = {
      {"stress_test<S>(role<&S::f>(), role<&S::g>());", "name its columns"},
      {"stress_test<S>(role<&S::f>(\"x\"), role<&S::f>());", "records nothing"},
      {"stress_test<S>(role<&S::f>());", "has two roles or more"},
      {"stress_test<S>(role<&S::f>(), role<&S::g>(\"x\")).allowed({1, 2}, \"\");",
       "a value for each column"}};
  for (const auto& [description, words] : mistakes) {
    const Finished finished = litmus({"run", file("mistake.cpp", begin + description)});
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.output, HasSubstr(words));
  }
}

TEST_F(StressMistakes, ASourceMayHaveNone) {
  for (const char* text : {"", "int f() { return 1; }\n", "#include \"harness/stress.h\"\n"}) {
    const Finished finished = litmus({"run", file("empty.cpp", text)});
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.output, HasSubstr("empty.cpp has no stress tests\n"));
    EXPECT_THAT(finished.output, HasSubstr("harness/stress.h opens with an example"));
  }
}

TEST_F(StressMistakes, AHangIsARowWithAHint) {
  const std::string path = file("hang.cpp", R"(#include "harness/stress.h"
struct Alone {
  std::atomic<int> here{0};
  void meet() {
    here.fetch_add(1);
    for (unsigned spins = 0; here.load() < 3;) litmus::wait_a_little(spins);
  }
};
const litmus::StressTest alone =
    litmus::stress_test<Alone>(litmus::role<&Alone::meet>(), litmus::role<&Alone::meet>())
        .allowed("both are here");
)");
  const Finished finished = litmus({"run", path, "--time", "0.05"});
  EXPECT_EQ(finished.status, 1) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("hang"));
  EXPECT_THAT(finished.output, HasSubstr("role<...>().waits()"));
}

}  // namespace
}  // namespace litmus
