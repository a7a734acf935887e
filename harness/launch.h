// The parent's side of a kernel program: starts it as a child, sends a plan, receives slices.
//
// Whatever the child does ends up as a value: it may crash, hang, stop in mid-sentence or talk
// nonsense, and the run goes on to the next test. A child that is still there some seconds after
// its time is killed.
//
//     ChildAnswer answer = ask({.program = "/proc/self/exe", .arguments = {"--serve"}}, plan, stop,
//     {});
//
// Tested by launch_test.cpp, with children that misbehave in every way above.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "harness/description.h"
#include "harness/plan.h"
#include "harness/slice.h"

namespace litmus {

struct Launch {
  std::string program;                 // a path
  std::vector<std::string> arguments;  // what makes it serve
  double grace =
      kUsualPatience;  // seconds that it may take beyond the plan's before it counts as hung
};

struct ChildAnswer {
  enum class End {
    Done,     // the whole plan was carried out
    Stopped,  // `stop` was set; what was counted until then is here
    Refused,  // it can not run this plan: `message` says why
    Crashed,  // it died; `message` has the signal or the exit code
    Hung,     // it had to be killed
    Garbled,  // it said something that is no answer, or slices whose sums are wrong
  };

  End end = End::Done;
  std::string message;
  Plan plan;  // as it was carried out, with its environments
  std::vector<std::string> caveats;
  std::vector<Slice> slices;
};

std::string_view to_string(ChildAnswer::End end);

// Starts the program, asks, waits for its end. `on_slice`, if given, sees the answer so far as each
// slice arrives, which is its last. When `stop` is set, the child is told to stop and has a
// second to say what it has. The child dies with the thread that called this. Throws Error if the
// program can not be started at all.
ChildAnswer ask(const Launch& launch, const Plan& plan, const std::atomic<bool>& stop,
                const std::function<void(const ChildAnswer&)>& on_slice);

// What a program says of its kernels, when it is started with these arguments. Throws Error if it
// says nothing that can be read, or takes longer than a program needs for that.
std::vector<Description> ask_what_it_has(const std::string& program,
                                         const std::vector<std::string>& arguments);

}  // namespace litmus
