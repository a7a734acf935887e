// Tested by run_command_test.cpp.
#include "cli/machine.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <optional>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/kernel_compiler.h"
#include "cli/machine_facts.h"
#include "cli/models.h"
#include "cli/version.h"
#include "harness/canary.h"
#include "harness/error.h"
#include "harness/figures.h"
#include "harness/latency.h"
#include "harness/placement.h"
#include "harness/topology.h"
#include "report/table.h"

namespace litmus {
namespace {

std::string latency_text(const Placement& placement) {
  if (placement.sets.empty() || placement.sets[0].size() < 2) return "";
  const std::optional<double> latency = one_way_latency(placement.sets[0][0], placement.sets[0][1]);
  return latency ? fmt::format("{:.0f} ns", *latency) : "not measured";
}

std::string cpus_text(const Placement& placement) {
  std::string text;
  for (std::size_t i = 0; i < placement.sets.size() && i < 4; ++i)
    text += (i == 0 ? "" : "  ") + print_cpus(placement.sets[i]);
  return placement.sets.size() > 4 ? text + "  ..." : text;
}

Table placement_table(const Topology& topology) {
  Table table{.columns = {{"workers", true}, {"placement"}, {"one way", true}, {"CPUs"}},
              .rows = {}};
  for (int workers = 2; workers <= 4; ++workers) {
    for (const Placement& placement : placements(topology, workers)) {
      table.rows.push_back({{fmt::format("{}", workers)},
                            {placement.name},
                            {workers == 2 ? latency_text(placement) : ""},
                            {cpus_text(placement)}});
    }
  }
  return table;
}

// What can not be done here, and why.
std::vector<std::string> limits(const Topology& topology, double quota) {
  std::vector<std::string> text;
  const std::size_t cpus = topology.cpus.size();
  if (cpus == 1)
    text.push_back("one CPU: threads never run at the same time, so little can be seen");
  if (cpus > 1 && cpus < 4) {
    text.push_back(
        fmt::format("tests of more than {} threads share CPUs, role by role with a full "
                    "fence between",
                    cpus));
  }
  if (quota > 0 && quota < static_cast<double>(cpus)) {
    text.push_back(
        fmt::format("the system grants {:.1f} CPUs of time: threads are interrupted", quota));
  }
  return text;
}

std::string compiler_text() {
  try {
    return find_kernel_compiler("", "").path;
  } catch (const Error& error) {
    return fmt::format("none ({})", error.message());
  }
}

int show_machine(const Style& style) {
  const Topology topology = this_machine();
  std::vector<int> numbers;
  for (const Cpu& cpu : topology.cpus) numbers.push_back(cpu.number);
  const std::string name = machine_facts(std::string(architecture())).processor;
  fmt::print("processor  {}{}{}\n", architecture(), name.empty() ? "" : ", ", name);
  fmt::print("model      {}\n", host_model());
  fmt::print("CPUs       {} ({})\n", print_cpus(numbers), numbers.size());
  fmt::print("compiler   {}\n\n", compiler_text());
  fmt::print("{}", to_string(placement_table(topology), style));
  for (const std::string& limit : limits(topology, cpu_quota()))
    fmt::print("{}\n", folded("note: " + limit, style));
  return kOk;
}

Ink ink_of(CanaryState state) {
  if (state == CanaryState::Ok) return Ink::Good;
  return state == CanaryState::Failed ? Ink::Bad : Ink::Note;
}

}  // namespace

std::vector<int> usable_cpus(const std::vector<int>& chosen) {
  const Topology all = this_machine();
  const Topology topology = chosen.empty() ? all : restricted(all, chosen);
  std::vector<int> numbers;
  for (const Cpu& cpu : topology.cpus) numbers.push_back(cpu.number);
  return numbers;
}

bool take_the_machine() {
  std::string path;
  try {
    path = cache_folder() + "/running";
  } catch (const Error&) {
    return true;  // a home that can not be written: nobody to ask, and no reason not to run
  }
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  // Kept open: the system lets go of the lock when the program ends, however it ends.
  return file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0;
}

int self_check(const Style& style) {
  constexpr double kPatience = 30;
  const Topology here = this_machine();
  Table table{.columns = {{"canary"}, {""}, {"seen", true}, {"instances", true}, {"meaning"}},
              .rows = {}};
  const std::vector<Canary> all = canaries(here, kPatience, stop_on_signals());
  for (const Canary& canary : all) {
    table.rows.push_back({{canary.name},
                          {std::string(to_string(canary.state)), ink_of(canary.state)},
                          {grouped(canary.seen)},
                          {short_count(static_cast<double>(canary.instances))},
                          {canary.meaning}});
  }
  fmt::print("{}", to_string(table, style));
  if (here.cpus.size() < 2) fmt::print("note: on one CPU there is nothing to be seen\n");
  const int code = exit_code_of(all);
  if (code == kInterrupted)
    fmt::print(stderr, "interrupted: nothing is known of what is cut short\n");
  return code;
}

void add_machine(CommandLine& line) {
  line.command("machine", "This machine: CPUs, placements, what will not run here", show_machine);
}

}  // namespace litmus
