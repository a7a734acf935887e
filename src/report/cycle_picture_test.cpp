// Cycles and races as people see them.
#include "report/cycle_picture.h"

#include <gtest/gtest.h>

#include <sstream>

#include "lang/parse.h"

namespace litmus {
namespace {

constexpr const char* kCoherence = "acyclic po-loc | rf | co | fr as coherence";

std::string drawn(const std::string& threads, const Outcome& outcome, const std::string& axiom,
                  const std::string& title = "m") {
  const litmus::Test test = parse_test("C drawn\n{}\n" + threads, "drawn.litmus");
  const CatModel model = compile_cat('"' + title + "\"\n" + axiom, "m");
  const Explanation explanation = explain(test, outcome, model);
  return explanation.refusal ? '\n' + picture(*explanation.refusal, test, model) : "";
}

std::string store_to(const std::string& x, int value = 1) {
  return "atomic_store_explicit(" + x + ", " + std::to_string(value) + ", memory_order_relaxed);";
}
std::string load_from(const std::string& r, const std::string& x) {
  return "int " + r + " = atomic_load_explicit(" + x + ", memory_order_relaxed);";
}

TEST(CyclePicture, GoesDownInThreadsAndAcrossBetweenThem) {
  const std::string mp = "P0 (atomic_int* x, atomic_int* y) { " + store_to("x") + store_to("y") +
                         " }\nP1 (atomic_int* x, atomic_int* y) { " + load_from("r0", "y") +
                         load_from("r1", "x") + " }\nexists (1:r0=1 /\\ 1:r1=0)";
  EXPECT_EQ(drawn(mp, {1, 0}, "acyclic po | rf | co | fr as sc"), R"(
P0                P1
a: W x=1 relaxed
| po
b: W y=1 relaxed
'------ rf ------>.
                  c: R y=1 relaxed
                  | po
                  d: R x=0 relaxed
.<----- fr -------'
a
)");
}

// The initial write has a column too; other threads have none.
TEST(CyclePicture, ShowsWhoTakesPart) {
  const std::string seen = "P0 (atomic_int* y) { " + store_to("y") + " }\nP1 (atomic_int* x) { " +
                           store_to("x") + load_from("r0", "x") + " }\nexists (1:r0=0)";
  EXPECT_EQ(drawn(seen, {0}, kCoherence), R"(
P1
b: W x=1 relaxed
| po-loc
c: R x=0 relaxed
| fr
b
)");
  EXPECT_EQ(drawn(seen, {0}, "acyclic co | po-loc | rf^-1 as odd"), R"(
start             P1
i1: init x=0
'------ co ------>.
                  b: W x=1 relaxed
                  | po-loc
                  c: R x=0 relaxed
.<---- rf^-1 -----'
i1
)");
}

// Compiled, an update is two events: the way between them and the one through the other thread. In
// C it is one, and only the second is left.
TEST(CyclePicture, DrawsEachWayOfAPairThatShouldNotBe) {
  const std::string update =
      "P0 (atomic_int* x) { int r0 = atomic_fetch_add_explicit(x, 1, memory_order_relaxed); }\n"
      "P1 (atomic_int* x) { " +
      store_to("x", 5) + " }\nlocations [0:r0; x;]\nexists (0:r0=0 /\\ x=1)";
  EXPECT_EQ(drawn(update, {0, 1}, "empty rmw & (fr ; co) as atomicity"), R"(
P0                   P1
a: U x 0->1 relaxed
'-------- fr ------->.
                     b: W x=5 relaxed
.<------- co --------'
a
)");
  EXPECT_EQ(drawn(update, {0, 1}, "empty rmw & (fre ; coe) as atomicity", "X86 m"), R"(
P0              P1
a: R x=0 [X,A]
| rmw
b: W x=1 [X,A]

a: R x=0 [X,A]
'----- fre ---->.
                c: W x=5
.<---- coe -----'
b: W x=1 [X,A]
)");
}

// However many threads, a picture is no wider than a terminal; what does not fit between two
// columns stands behind the arrow.
TEST(CyclePicture, KeepsItsWidth) {
  std::string ring, condition;
  Outcome outcome;
  for (int i = 0; i < 10; ++i) {
    const std::string x = "x" + std::to_string(i), y = "x" + std::to_string((i + 1) % 10);
    ring += "P" + std::to_string(i) + " (atomic_int* " + x + ", atomic_int* " + y + ") { " +
            store_to(x) + load_from("r", y) + " }\n";
    condition += (i > 0 ? " /\\ " : "") + std::to_string(i) + ":r=0";
    outcome.push_back(0);
  }
  const std::string text =
      drawn(ring + "exists (" + condition + ")", outcome, "acyclic po | rf | co | fr as sc");
  std::istringstream lines(text);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 80u) << line;
  EXPECT_EQ(count, 1 + 1 + 10 * 4 + 1) << text;
}

TEST(CyclePicture, ARaceIsTwoAccesses) {
  const litmus::Test test = parse_test(
      "C race\n{}\nP0 (int* x) { *x = 1; }\nP1 (int* x) { int r0 = *x; }\nexists (1:r0=0)", "race");
  const CatModel model =
      compile_cat("m\nundefined_unless empty (W * R) & loc & ext \\ IW * _ as race", "m");
  const auto race = explain_race(test, model);
  ASSERT_TRUE(race);
  EXPECT_EQ('\n' + picture(*race, test), R"(
P0              P1
a: W x=1 plain
'~~~~ race ~~~~~.
                b: R x=0 plain
)");
}

}  // namespace
}  // namespace litmus
