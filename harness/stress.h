// Stress tests: what may happen to an object that several threads use at once?
//
//     struct Publish {                                   // a fresh one for each instance
//       int data = 0;
//       std::atomic<bool> ready{false};
//
//       void writer() {                                  // a role: played by one thread
//         data = 42;
//         ready.store(true, std::memory_order_release);
//       }
//       void reader(Row& row) {                          // a role that records two columns
//         row[0] = ready.load(std::memory_order_acquire);
//         row[1] = row[0] ? data : -1;
//       }
//     };
//
//     const StressTest publish =
//         stress_test<Publish>(role<&Publish::writer>(), role<&Publish::reader>("ready", "data"))
//             .claim("who sees the flag sees what it announces")
//             .allowed({0, -1}, "not published yet")
//             .allowed({1, 42}, "published, and whole")
//             .forbidden({1, 0}, "the flag is there, and what it announces is not");
//
// A role is a member function (or a function that takes the state): void f(), void f(Row&), or,
// where it records a single column, one that returns the value. Each role names its own columns,
// and its row counts from its own first; a column that it does not write is 0. Several roles may
// play the same function. after<&Publish::f>("x") is played when all roles are done, by one thread
// that sees everything they did.
//
// Outcomes are graded in the order of all columns (grade.h has anything, at_least, between); the
// first row that fits counts, and what nobody graded is forbidden.
//
// A role that can not finish before another has done something says so, and gets a thread of its
// own (taking a lock is not waiting: its holder gives it back by itself):
//
//     role<&Queue::pop>("item").waits()
//
// A test whose roles never end is forbidden too, unless .allowed(never_ends, "why") says otherwise.
//
// Three ways to run the tests of a source file:
//
//     litmus run publish.cpp          compiles it, and plays its tests in a child
//     ./publish --time 5s             if it links litmus::main; also: litmus run ./publish
//     EXPECT_TRUE(litmus::stress<Publish>({.seconds = 1}).ok());     in a unit test of yours
//
// Texts are kept as they are: use literals. The functions of a state must not throw.
//
// Tested by stress_test.cpp; litmus/course has more examples.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "harness/kernel.h"
#include "harness/row.h"
#include "harness/stress_parts.h"
#include "harness/stress_result.h"

namespace litmus {

// A role, and the names of the columns it records.
template <auto kFunction, typename... Names>
constexpr auto role(Names... names) {
  return stress_parts::RolePart<kFunction, sizeof...(Names)>{.names = {names...}};
}

// What is played when all roles are done.
template <auto kFunction, typename... Names>
constexpr auto after(Names... names) {
  return stress_parts::AfterPart<kFunction, sizeof...(Names)>{.names = {names...}};
}

// A test that is being described. `kColumns`: of all its roles together.
template <std::size_t kColumns>
class StressDescription {
 public:
  explicit StressDescription(stress_parts::Tables tables) : tables_(std::move(tables)) {}

  // The state's name is the test's, unless this says otherwise.
  StressDescription&& named(const char* name) && {
    tables_.name = name;
    return std::move(*this);
  }

  // What the test is about, in a sentence.
  StressDescription&& claim(const char* claim) && {
    tables_.subject.claim = claim;
    return std::move(*this);
  }

  // How many seconds a run may take beyond its time before its roles count as never ending. Less
  // than the usual 5 is for tests that are there to hang.
  StressDescription&& patience(double seconds) && {
    tables_.subject.patience = seconds;
    return std::move(*this);
  }

  // Grades the outcomes that fit a row, or, without a row, of a test without columns: that it ends.
  // A row is {1, 42}; without one, that the roles come to their ends; or never_ends.
  template <std::size_t kValues>
  StressDescription&& allowed(const Pattern (&row)[kValues], const char* why) && {
    return grade(row, Grade::Allowed, why);
  }
  template <std::size_t kValues>
  StressDescription&& interesting(const Pattern (&row)[kValues], const char* why) && {
    return grade(row, Grade::Interesting, why);
  }
  template <std::size_t kValues>
  StressDescription&& forbidden(const Pattern (&row)[kValues], const char* why) && {
    return grade(row, Grade::Forbidden, why);
  }

  StressDescription&& allowed(const char* why) && { return grade_end(Grade::Allowed, why); }
  StressDescription&& interesting(const char* why) && { return grade_end(Grade::Interesting, why); }

  StressDescription&& allowed(NeverEnds, const char* why) && {
    return grade_hang(Grade::Allowed, why);
  }
  StressDescription&& interesting(NeverEnds, const char* why) && {
    return grade_hang(Grade::Interesting, why);
  }
  StressDescription&& forbidden(NeverEnds, const char* why) && {
    return grade_hang(Grade::Forbidden, why);
  }

  stress_parts::Tables take() && { return std::move(tables_); }

 private:
  template <std::size_t kValues>
  StressDescription&& grade(const Pattern (&row)[kValues], Grade grade, const char* why) {
    static_assert(kValues == kColumns, "a graded row has a value for each column of the test");
    tables_.grade(row, grade, why);
    return std::move(*this);
  }

  StressDescription&& grade_end(Grade grade, const char* why) {
    static_assert(kColumns == 0, "this test has columns: grade rows of values, as in {1, 42}");
    tables_.grade({}, grade, why);
    return std::move(*this);
  }

  StressDescription&& grade_hang(Grade grade, const char* why) {
    tables_.grade({}, grade, why, true);
    return std::move(*this);
  }

  stress_parts::Tables tables_;
};

// Begins to describe a test: its state, its roles, and an after<>() if it has one.
template <typename State, typename... Parts>
auto stress_test(Parts... parts) {
  return StressDescription<(Parts::kColumns + ... + 0)>(
      stress_parts::tables_of<State>(std::index_sequence_for<Parts...>(), parts...));
}

// A test of this program. Made at namespace scope, it is there before main begins; its kernel is
// made when somebody asks for it, because most runs of a program ask for few of its tests or none.
class StressTest {
 public:
  template <std::size_t kColumns>
  StressTest(StressDescription<kColumns>&& description) : tables_(std::move(description).take()) {
    all().push_back(this);
  }
  ~StressTest() { std::erase(all(), this); }
  StressTest(const StressTest&) = delete;
  StressTest& operator=(const StressTest&) = delete;

  const Kernel& kernel() const {
    std::call_once(kernel_made_, [this] { kernel_ = tables_.kernel(); });
    return kernel_;
  }
  std::string_view name() const { return tables_.name; }
  const void* type() const { return tables_.type; }

  // Those of this program, or, in a library that is loaded, of that library alone.
  [[gnu::visibility("hidden")]] static std::vector<const StressTest*>& all() {
    static std::vector<const StressTest*> tests;
    return tests;
  }

 private:
  mutable stress_parts::Tables tables_;
  mutable std::once_flag kernel_made_;
  mutable Kernel kernel_;
};

// The tests of this program (or library), as kernels.
[[gnu::visibility("hidden")]] inline std::vector<Kernel> stress_kernels() {
  std::vector<Kernel> kernels;
  for (const StressTest* test : StressTest::all()) kernels.push_back(test->kernel());
  return kernels;
}

// --- playing them

struct StressOptions {
  double seconds = 1;           // hard limit
  std::uint64_t instances = 0;  // stop when there are as many; 0: only time counts
  std::uint64_t seed = 0;   // of every random choice; 0: another one each time, which is printed
  std::vector<int> cpus = {};    // that may be used; empty: all that are allowed
  std::string environment = {};  // play in this one only; as a failing run prints it
};

// Plays a test in this process. A test that hangs is given up after some seconds; the threads that
// hang stay behind. Throws Error if the options can not be followed here.
StressResult stress(const Kernel& kernel, const StressOptions& options = {});

inline StressResult stress(const StressTest& test, const StressOptions& options = {}) {
  return stress(test.kernel(), options);
}

// The test of this state.
template <typename State>
StressResult stress(const StressOptions& options = {}) {
  for (const StressTest* test : StressTest::all()) {
    if (test->type() == &stress_parts::kTypeOf<State>) return stress(*test, options);
  }
  throw Error("no stress test of this program is about this state",
              "const StressTest test = stress_test<State>(...) describes one");
}

}  // namespace litmus

// What litmus run looks for in the library that it makes of a source file.
#ifdef LITMUS_STRESS_LIBRARY
extern "C" [[gnu::used, gnu::visibility("default")]] inline const litmus::Kernel* litmus_kernels(
    std::size_t* count) {
  static const std::vector<litmus::Kernel> kernels = litmus::stress_kernels();
  *count = kernels.size();
  return kernels.data();
}
#endif
