// litmus run: what this machine does.
//
// Read what is asked, and for each test: start the program that plays its kernel, add up what it
// counts, let the models judge it, print. Whatever a kernel does (crash, hang, lie) is one row. All
// budgets are hard limits; Ctrl-C ends with what was counted. Tested by run_command_test.cpp.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>

#include "cli/can_not_run.h"
#include "cli/canary_look.h"
#include "cli/catalogue.h"
#include "cli/command_line.h"
#include "cli/interrupt.h"
#include "cli/kernel_code.h"
#include "cli/kernel_programs.h"
#include "cli/machine.h"
#include "cli/machine_facts.h"
#include "cli/profile_file.h"
#include "cli/progress.h"
#include "cli/records_as.h"
#include "cli/results_files.h"
#include "cli/run_end.h"
#include "cli/run_header.h"
#include "cli/run_judges.h"
#include "cli/run_list.h"
#include "cli/run_log.h"
#include "cli/run_options.h"
#include "cli/version.h"
#include "harness/error.h"
#include "harness/figures.h"
#include "harness/topology.h"
#include "report/claims.h"
#include "report/environment_table.h"
#include "report/fairness.h"
#include "report/run_json.h"
#include "report/run_table.h"
#include "report/stress_run.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// When it is time to write what there is so far: after five seconds, then at longer and longer
// intervals, ten minutes in the end.
class Patience {
 public:
  bool is_over() {
    if (seconds_since(begin_) < seconds_) return false;
    begin_ = Clock::now();
    seconds_ = std::min(2 * seconds_, 600.0);
    return true;
  }

 private:
  Clock::time_point begin_ = Clock::now();
  double seconds_ = 5;
};

// Of few tests everything is shown, of many a line each and everything of what is not ok.
constexpr std::size_t kFew = 3;

// A suite that makes claims, as @course does, is run to see them all, in less than two minutes.
constexpr double kSecondsForClaims = 100;

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
constexpr double kTooShort = 0.001;  // seconds
constexpr const char* kUsedUp = "the budget is used up";

std::string_view suite_of(const std::vector<std::string>& words) {
  const bool is_suite = words.size() == 1 && words[0].starts_with('@');
  return is_suite ? suite_text(words[0].substr(1)).value_or("") : "";
}

class Session {
 public:
  Session(const RunOptions& options, const Style& style)
      : options_(options),
        style_(style),
        stop_(stop_on_signals()),
        people_(options.format == "table"),
        log_(options.out, options.resume, options.format == "json"),
        claims_(suite_of(options.words)),
        budget_(claims_.empty() || options.time_given || options.budget > 0 ? options.budget
                                                                            : kSecondsForClaims),
        list_(options, judges_, log_, stop_, seconds_left()) {
    if (!people_ && options.format != "json") others_.emplace(options.format, style);
  }

  int run() {
    programs_.emplace(pointers(), options_.compiler, options_.flags, stop_);
    if (tests_.empty() && list_.failed() == 0) fmt::print(stderr, "{}\n", why_nothing_runs());
    look_around();
    const std::string line = to_json(run_header(options_, judges_.names()));
    if (others_ && options_.resume) take_what_was_before();
    log_.header(line, !tests_.empty());
    if (others_) others_->take(read_run_line(line, {}), {});
    for (std::size_t i = 0; i < tests_.size() && !stop_; ++i) run_one(i);
    progress_.clear();
    if (others_) others_->end();
    return finish();
  }

 private:
  std::vector<const Test*> pointers() const {
    std::vector<const Test*> all;
    for (const Test& test : tests_) all.push_back(&test);
    return all;
  }

  std::string why_nothing_runs() const {
    if (list_.asked() == 0) return "there is no test in what is to be run";
    if (list_.ours() == 0) return "no test falls into share " + to_string(options_.shard);
    if (!options_.resume) return "none of these tests has a mutant";
    return fmt::format("all is done: {} has a line for every test", options_.out);
  }

  // What is one page in the end is one of the whole run. Logs are told line by line, and the lines
  // of a resumed run follow those that it goes on with.
  void take_what_was_before() {
    if (options_.format != "junit" && options_.format != "markdown") return;
    read_results(options_.out, [&](const RunLine& before, const Place& place) {
      const auto* record = std::get_if<Record>(&before);
      const bool again = record != nullptr && (record->verdict == "skipped" ||
                                               (record->partial && !fails(*record)));
      if (!again) others_->take(before, place);
    });
  }

  // That the tests' names need.
  std::size_t columns_of_names() const {
    std::size_t columns = 4;
    for (const Test& test : tests_) columns = std::max(columns, columns_of(test.name));
    return columns;
  }

  // --- is there anything to be seen here?

  void look_around() {
    if (!tests_.empty() && !take_the_machine())
      fmt::print(stderr, "note: another litmus run is using this machine; both see less\n");
    if (tests_.empty() || usable_cpus(options_.plan.cpus).size() < 2) return;
    blind_ = !canary_sings(options_.plan.cpus, stop_);
    if (blind_)
      fmt::print(stderr, "note: not even store buffering is seen here; a zero means nothing\n");
  }

  // --- one test

  double seconds_left() const {
    return budget_ <= 0 ? kNoLimit : budget_ - seconds_since(begin_);
  }

  // Seconds for this test: its own budget, and its share of what is left of the whole run's.
  double seconds_for(std::size_t i) const {
    if (budget_ <= 0) return options_.plan.seconds;
    const double left = seconds_left();
    const double share = left / static_cast<double>(tests_.size() - i);
    return options_.time_given ? std::min(options_.plan.seconds, left) : share;
  }

  // Judging is part of the budget, and leaves half of it for playing. Where a test's share is
  // small, it is given more of what is left: without its judges a finding would go by.
  double seconds_to_judge(double share) const {
    return std::max(share / 2, std::min(shares_budget() ? 0.5 : kNoLimit, seconds_left() / 2));
  }

  void run_one(std::size_t i) {
    const Test& test = tests_[i];
    Plan plan = options_.plan;
    plan.kernel = test.name;
    plan.seconds = seconds_for(i);
    if (plan.seconds <= kTooShort) return report(i, skipped(test, kUsedUp));
    if (list_.stress(i) != nullptr) {
      plan.search = !options_.fixed && plan.environments.empty();
      return report(i, stressed(i, plan));
    }
    Launch launch;
    std::optional<Judges> judges;
    try {
      judges = judges_.judge(test, stop_, seconds_to_judge(plan.seconds));
      if (stop_) return;  // nothing was counted
      plan.seconds = std::min(plan.seconds, seconds_left());
      if (plan.seconds <= kTooShort) return report(i, skipped(test, kUsedUp));
      if (plan.environments.empty()) aim(plan, i, *judges);
      launch = programs_->launch_of(i);
    } catch (const CanNotRun&) {
      throw;
    } catch (const Error& error) {
      if (stop_) return;
      return report(i, skipped(test, error.message()));
    }
    RunResult result = answered(i, launch, plan, *judges);
    if (std::string note = cut_short_note(test, *judges); !note.empty())
      result.record.caveats.push_back(std::move(note));
    list_.mutation().note(i, result);
    profile_.learn(result, plan.wanted);
    report(i, result);
  }

  // In which environments, unless they were given.
  void aim(Plan& plan, std::size_t i, const Judges& judges) const {
    plan.environments = list_.mutation().environments(i);
    if (options_.fixed || !plan.environments.empty()) return;
    judges_.aim(plan, tests_[i], judges, cpus_);
    if (!options_.fresh) profile_.suggest(plan, tests_[i]);
    // Of a mutant it is asked whether it shows, and no more.
    if (list_.only_mutants()) plan.enough = 3;
    if (shares_budget()) plan.enough = kSharedEnough;
  }

  // Where all tests share a budget, one that has shown everything leaves the rest to others.
  static constexpr std::uint64_t kSharedEnough = 10;  // slices
  bool shares_budget() const { return budget_ > 0 && !options_.time_given; }

  // What its program counted. What there is after some time is written then: an accident in a run
  // of hours costs minutes.
  ChildAnswer played(std::size_t i, const Launch& launch, const Plan& plan,
                     const std::function<RunResult(const ChildAnswer&)>& concluded) {
    progress_.begin(fmt::format("[{}/{}] {}", i + 1, tests_.size(), tests_[i].name),
                    plan.seconds * static_cast<double>(tests_.size() - i));
    std::uint64_t instances = 0;
    Patience patience;
    ChildAnswer answer = ask(launch, plan, stop_, [&](const ChildAnswer& so_far) {
      instances += so_far.slices.back().instances;
      progress_.update(instances);
      if (!patience.is_over()) return;
      RunResult result = concluded(so_far);
      result.record.partial = true;
      log_.write_partial(to_json(result));
    });
    if (answer.end == ChildAnswer::End::Refused) throw CanNotRun(answer.message);
    return answer;
  }

  RunResult stressed(std::size_t i, Plan plan) {
    const StressJob& job = *list_.stress(i);
    // Enough is enough of the harm: outcomes that nobody graded are hardly ever seen.
    if (shares_budget()) {
      plan.wanted = harm_of(job.test);
      plan.enough = kSharedEnough;
    }
    const auto concluded = [&](const ChildAnswer& answer) {
      return conclude_stress(job.test, answer, blind_);
    };
    return concluded(played(i, job.launch, plan, concluded));
  }

  RunResult answered(std::size_t i, const Launch& launch, const Plan& plan, const Judges& judges) {
    const auto concluded = [&](const ChildAnswer& answer) {
      return judged(i, record_of(tests_[i], answer), judges, {});
    };
    RunResult result = concluded(played(i, launch, plan, concluded));
    const RunRecord record = result.record;
    Judges further = judges;
    // A loop may have turned more often than the models looked: then they look further.
    for (int unroll = 4; result.judged.undecided && unroll <= 16; unroll *= 2) {
      if (stop_ || !all_decided(further)) break;
      try {
        // The last test has spent the budget: half a second over it may still decide.
        Judges next = judges_.judge(tests_[i], stop_, std::max(0.5, seconds_left()), unroll);
        if (!all_decided(next)) break;  // it may know less than before
        further = std::move(next);
      } catch (const Error&) {
        break;
      }
      result = judged(i, record, further, {});
    }
    // What a race shows is the compiler's doing as much as the machine's.
    const bool claims_race = !claims_.empty() && !result.judged.races.empty();
    if (!code_matters(result) && !claims_race) return result;
    return judged(i, record, further, code_of(i));
  }

  RunResult judged(std::size_t i, RunRecord record, const Judges& judges, CodeLook code) const {
    RunResult result = conclude(tests_[i], std::move(record), judges, std::move(code), blind_);
    result.built_in = programs_->is_built_in(i);
    return result;
  }

  CodeLook code_of(std::size_t i) const {
    CodeAnswer answer = look_at_code(tests_[i], programs_->code_of(i));
    using Is = CodeAnswer::Is;
    return {.looked = true,
            .code = answer.is == Is::Standard    ? KernelCode::Standard
                    : answer.is == Is::Different ? KernelCode::Different
                                                 : KernelCode::Unknown,
            .why = std::move(answer.why),
            .instructions = in_a_line(answer.instructions)};
  }

  void report(std::size_t i, const RunResult& result) {
    progress_.clear();
    end_.take(result);
    const std::string line = to_json(result);
    log_.write(line);
    if (others_) others_->take(read_run_line(line, {}), {});
    fairness_.take(result);
    if (people_) show(i, result);
  }

  void show(std::size_t i, const RunResult& result) {
    const bool few = tests_.size() <= kFew || options_.details;
    if (!few && !claims_.empty()) {
      fmt::print("{}", folded(claims_.line(result, names_, style_), style_));
    } else if (!few) {
      if (end_.verdicts().size() == 1) fmt::print("{}", run_titles(names_, style_));
      fmt::print("{}", run_line(result, names_, style_));
    }
    // Why a test was skipped is said once: of most it is that the budget is used up.
    const std::vector<std::string>& caveats = result.record.caveats;
    const bool said = std::all_of(caveats.begin(), caveats.end(), [&](const std::string& caveat) {
      return noted_.count(caveat) > 0;
    });
    const bool unplayed = result.verdict == Verdict::Skipped && (!claims_.empty() || said);
    const bool silent = result.verdict == Verdict::Ok || result.verdict == Verdict::Blind ||
                        result.verdict == Verdict::Undefined || unplayed;
    if (few || !silent) {
      fmt::print("{}", run_block(result, style_));
      if (result.verdict == Verdict::Skipped) noted_.insert(caveats.begin(), caveats.end());
    } else {
      note_once(result.record.caveats);
    }
    if (options_.verbose) fmt::print("{}", environment_table(result, style_));
    if (few || !silent) fmt::print("{}", how_to_repeat(result, list_.words_for(i), style_));
    if (few) fmt::print("\n");
    std::fflush(stdout);
  }

  // What is true of all tests is said once.
  void note_once(const std::vector<std::string>& caveats) {
    for (const std::string& caveat : caveats) {
      if (noted_.insert(caveat).second) fmt::print("note: {}\n", caveat);
    }
  }

  // --- the end

  int finish() {
    if (!options_.fixed && !save_profile(profile_, profile_path_) && options_.verbose)
      fmt::print(stderr, "note: what worked could not be kept in '{}'\n", profile_path_);
    if (people_) fmt::print("{}", list_.mutation().score());
    if (people_ && claims_.empty()) fmt::print("{}", fairness_.text(style_));
    if (people_ && !claims_.empty() && !options_.details) fmt::print("{}", claims_.summary());
    const std::vector<Verdict>& verdicts = end_.verdicts();
    if (people_ && verdicts.size() > 1)
      fmt::print("{}", run_summary(verdicts, end_.broken(), end_.instances(), seconds_since(begin_),
                                   style_));
    if (stop_ && people_ && tests_.size() > 1)
      fmt::print(stderr, "interrupted: {} of {} tests were run\n", verdicts.size(), tests_.size());
    if (log_.failed_before() > 0) {
      fmt::print(stderr, "note: {} in {} failed before\n", counted(log_.failed_before(), "test"),
                 options_.out);
      end_.take_failed_before(log_.failed_by_our_kernels_alone());
    }
    return end_.exit_code(stop_, list_.failed());
  }

  const RunOptions& options_;
  const Style& style_;
  const std::atomic<bool>& stop_;
  const Clock::time_point begin_ = Clock::now();
  bool people_;
  RunLog log_;
  ClaimsTable claims_;
  FairnessTable fairness_;
  double budget_;
  std::optional<RecordsAs> others_;  // who reads what is neither for people nor our own lines
  RunJudges judges_;
  Progress progress_;
  RunList list_;
  const std::vector<Test>& tests_ = list_.tests();
  const std::size_t names_ = columns_of_names();
  const std::string profile_path_ =
      profile_path(machine_facts(std::string(architecture())).processor);
  Profile profile_ = load_profile(profile_path_);
  std::optional<KernelPrograms> programs_;
  const std::size_t cpus_ = usable_cpus(options_.plan.cpus).size();
  bool blind_ = false;
  RunEnd end_;
  std::set<std::string> noted_;
};

int run(const RunOptions& options, const Style& style) {
  if (options.self_check) return self_check(style);
  if (options.words.empty()) throw Error("what shall be run?", "litmus run SB, or @classic");
  return Session(options, style).run();
}

}  // namespace

void add_run(CommandLine& line) {
  const auto options = std::make_shared<RunOptions>();
  Options command = line.command("run", "Run tests on this machine", [options](const Style& s) {
    finish_run_options(*options);
    return run(*options, s);
  });
  describe_run_options(command, *options);
}

}  // namespace litmus
