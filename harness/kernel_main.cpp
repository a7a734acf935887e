// The serving loop of a kernel program, and its few other commands.
#include "harness/kernel_main.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#if defined(__linux__)
#include <sys/prctl.h>
#endif

#include "harness/canary.h"
#include "harness/description.h"
#include "harness/error.h"
#include "harness/own_run.h"
#include "harness/run.h"

namespace litmus {
namespace {

constexpr int kBadInput = 2;

std::atomic<bool> stop_requested{false};

void request_stop(int) { stop_requested.store(true, std::memory_order_relaxed); }

// The first signal ends the run with what was counted.
void stop_on_signals() {
  std::signal(SIGTERM, request_stop);
  std::signal(SIGINT, request_stop);
  // A reader that goes away shows in the result of writing.
  std::signal(SIGPIPE, SIG_IGN);
}

// Leaves no spinning orphan behind when the parent is killed. If it was gone before we asked, or
// the system has no such thing, the first slice finds nobody to read it.
void die_with_parent() {
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

// False if nobody reads any more.
bool say(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
         std::fflush(stdout) == 0;
}

const Kernel& kernel_named(std::span<const Kernel> kernels, const std::string& name) {
  const auto kernel = std::ranges::find(kernels, name, &Kernel::name);
  if (kernel != kernels.end()) return *kernel;
  throw Error(fmt::format("this program has no kernel '{}'", name), "--list shows what it has");
}

// An error's text on one line.
std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// Carries out one plan. False if it could not be, or nobody reads the answer.
bool answer(const std::string& text, const std::string& file, std::span<const Kernel> kernels) {
  try {
    const Plan asked = parse_plan(text, file);
    const Kernel& kernel = kernel_named(kernels, asked.kernel);
    const Topology here = this_machine();
    const Plan plan = resolved(asked, kernel, here);
    if (!say(to_string(plan))) return false;
    for (const std::string& caveat : caveats(kernel, here, cpu_quota())) {
      if (!say("caveat " + caveat + "\nend\n")) return false;
    }
    bool heard = true;
    run(plan, kernel, here, stop_requested,
        [&](const Slice& slice) { return heard = say(to_string(slice)); });
    return heard && say("done\nend\n");
  } catch (const Error& error) {
    say("error " + one_line(error.what()) + "\nend\n");
    return false;
  }
}

// Plans one after the other until the input ends. Lines of earlier plans are left empty, so that
// places are the input's own.
int serve(std::istream& input, const std::string& file, std::span<const Kernel> kernels) {
  std::string plan;
  std::size_t lines = 0;
  for (std::string line; std::getline(input, line);) {
    ++lines;
    if (line != "end") {
      plan += line + '\n';
      continue;
    }
    if (!answer(plan, file, kernels)) return kBadInput;
    if (stop_requested.load(std::memory_order_relaxed)) return 0;
    plan.assign(lines, '\n');
  }
  return 0;
}

int list(std::span<const Kernel> kernels) {
  for (const Kernel& kernel : kernels) say(fmt::format("{} {}\n", kernel.name, kernel.hash));
  return 0;
}

int describe(std::span<const Kernel> kernels) {
  for (const Kernel& kernel : kernels) say(to_string(description_of(kernel)));
  return 0;
}

int self_check() {
  constexpr double kPatience = 30;
  const std::vector<Canary> all = canaries(this_machine(), kPatience, stop_requested);
  for (const Canary& canary : all) {
    say(fmt::format("{:<9} {:<9} {} ({} of {})\n", canary.name, to_string(canary.state),
                    canary.meaning, canary.seen, canary.instances));
  }
  return exit_code_of(all);
}

}  // namespace

int kernel_main(int argc, char** argv, std::span<const Kernel> kernels) {
  const std::string command = argc > 1 ? argv[1] : "";
  stop_on_signals();
  if (command == "--list" && argc == 2) return list(kernels);
  if (command == "--describe" && argc == 2) return describe(kernels);
  if (command == "--self-check" && argc == 2) return self_check();
  if (command == "--serve" && argc == 2) {
    die_with_parent();
    return serve(std::cin, "plan", kernels);
  }
  if (command == "--plan" && argc == 3) {
    std::ifstream file(argv[2]);
    if (file) return serve(file, argv[2], kernels);
    std::fprintf(stderr, "%s can not be read\n", argv[2]);
    return kBadInput;
  }
  return run_by_itself({argv + 1, argv + argc}, kernels, stop_requested);
}

}  // namespace litmus
