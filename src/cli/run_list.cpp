// Words to tests, each with what has to be known to play it.
#include "cli/run_list.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "cli/can_not_run.h"
#include "cli/catalogue.h"
#include "cli/usage.h"
#include "harness/error.h"
#include "report/record.h"
#include "report/run_table.h"
#include "report/stress_run.h"

namespace litmus {

RunList::RunList(const RunOptions& options, const RunJudges& judges, const RunLog& log,
                 const std::atomic<bool>& stop, double seconds)
    : options_(options), stop_(stop), seconds_(seconds) {
  const std::vector<Asked> asked = resolved();
  // Every test is given the same time, so they cost the same.
  const std::vector<bool> ours = share(std::vector<double>(asked.size(), 1), options.shard);
  asked_ = asked.size();
  ours_ = static_cast<std::size_t>(std::ranges::count(ours, true));
  for (std::size_t i = 0; i < asked.size() && !stop_; ++i) {
    if (!ours[i]) continue;
    try {
      read(asked[i], judges, log);
    } catch (const CanNotRun&) {
      throw;
    } catch (const Error& error) {
      fmt::print(stderr, "{}\n", message(error));
      ++failed_;
    }
  }
  check_names(log);
}

const StressJob* RunList::stress(std::size_t i) const {
  const auto found = stress_.find(i);
  return found == stress_.end() ? nullptr : &found->second;
}

bool RunList::only_mutants() const {
  return std::ranges::find(options_.words, "@mutants") != options_.words.end();
}

std::vector<Asked> RunList::resolved() const {
  if (!only_mutants()) return resolve_to_run(options_.words);
  if (options_.words.size() > 1)
    throw Error("@mutants are those of the whole catalogue", "nothing else stands beside it");
  std::vector<std::string> all;
  for (const CatalogueTest& test : catalogue()) all.emplace_back(test.name);
  return resolve(all);
}

void RunList::read(const Asked& asked, const RunJudges& judges, const RunLog& log) {
  if (!asked.program.empty()) return add_stress_tests(asked, log);
  std::vector<Warning> warnings;
  Test test = read_test(asked, &warnings);
  for (const Warning& warning : warnings) fmt::print(stderr, "{}\n", message(warning));
  if (options_.resume && log.has(test)) return;
  add(std::move(test), judges);
}

void RunList::add(Test test, const RunJudges& judges) {
  const std::size_t before = tests_.size();
  if (options_.mutants || only_mutants()) add_mutants(test, judges);
  const std::size_t mutants = tests_.size() - before;
  if (only_mutants()) return;
  mutation_.next_is_test(mutants, options_.mutants);
  tests_.push_back(std::move(test));
}

void RunList::add_mutants(const Test& test, const RunJudges& judges) {
  const std::chrono::duration<double> spent = Clock::now() - begin_;
  const double left = seconds_ - spent.count();
  if (left <= 0) return;  // it will be said of the test that the budget is used up
  try {
    for (Mutant& mutant : judges.mutants_of(test, stop_, left / 2)) {
      mutation_.next_is_mutant(what_changed(mutant, test));
      tests_.push_back(std::move(mutant.test));
    }
  } catch (const Error& error) {  // the test itself may still be played
    if (!stop_) fmt::print(stderr, "{}\n", message(error));
  }
}

// Of a stress test only is known what its program says; among the tests it has no threads.
void RunList::add_stress_tests(const Asked& asked, const RunLog& log) {
  for (StressJob& job : stress_jobs(asked, {options_.compiler, options_.flags, options_.folders})) {
    Test test = test_of(job.test);
    if (options_.resume && log.has(test)) continue;
    mutation_.next_is_test(0);
    stress_.emplace(tests_.size(), std::move(job));
    tests_.push_back(std::move(test));
  }
}

// Who reads results knows a test by its name, and refuses two of one name when all of them have
// been played. A person who looks at a table is told, no more.
void RunList::check_names(const RunLog& log) const {
  const bool people = options_.out.empty() && options_.format == "table";
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    const std::size_t other = first.emplace(tests_[i].name, i).first->second;
    const bool two = are_two_tests(tests_[i].hash, tests_[other].hash);
    const std::string place = two ? place_of(other) : log.place_of_another(tests_[i]);
    if (place.empty()) continue;
    const std::string text =
        fmt::format("two tests are called {}: {} and {}", tests_[i].name, place, place_of(i));
    if (!people) throw Error(text, "rename one of them, or run each with results of its own");
    fmt::print(stderr, "note: {}\n", text);
  }
}

std::string RunList::place_of(std::size_t i) const {
  return stress(i) != nullptr ? stress(i)->word : tests_[i].file;
}

std::string RunList::words_for(std::size_t i) const {
  const Test& test = tests_[i];
  const StressJob* const job = stress(i);
  const bool is_file = std::filesystem::exists(test.file);
  std::string name = is_file ? test.file : test.name;
  // A mutant is asked for by its test: "SB+sc+sc~1" is made anew from SB+sc+sc.
  if (mutation_.is_mutant(i) && !is_file) name.erase(std::min(name.size(), name.rfind('~')));
  std::string words = quoted_for_shell(job != nullptr ? job->word : name);
  if (mutation_.is_mutant(i)) words = "--mutants " + words;
  if (job != nullptr) {
    for (const std::string& folder : options_.folders) words += " -I " + quoted_for_shell(folder);
  }
  if (!options_.compiler.empty()) words += " --compiler " + quoted_for_shell(options_.compiler);
  if (!options_.flags.empty()) words += " --flags " + quoted_for_shell(options_.flags);
  return words;
}

}  // namespace litmus
