// litmus check: what models allow.
//
// Read the models and what is asked, judge every test under every model on all CPUs, and print the
// answers in the order they were asked: as a table, as outcomes, as JSON, or as a log. Tested by
// command_line_test.cpp.
#include <fmt/core.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

#include "cli/command_line.h"
#include "cli/deadline.h"
#include "cli/exit_code.h"
#include "cli/models.h"
#include "cli/parallel.h"
#include "cli/resolve.h"
#include "cli/shard.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "harness/figures.h"
#include "lang/effects.h"
#include "model/judge.h"
#include "report/check_json.h"
#include "report/checked.h"
#include "report/herd_log.h"
#include "report/outcome_table.h"
#include "report/verdict_table.h"

namespace litmus {
namespace {

constexpr int kMaxJobs = 1024;

struct CheckOptions {
  std::vector<std::string> words;
  std::string models;
  std::string format = "table";
  bool json = false;
  bool outcomes = false;
  int unroll = JudgeOptions().unroll;
  int jobs = 0;  // 0: as many as there are CPUs
  std::string time = "60s";
  std::string shard;

  bool shows_outcomes() const { return outcomes && format == "table"; }
};

// One test's answers, or what is wrong with it: one bad file among thousands hides no other.
struct Answered {
  VerdictLine verdicts;
  std::string text;  // that is printed at once; the table shows all tests together
  std::vector<std::string> messages;
  bool failed = false;
};

// A log has no word for what is undecided: it is left out.
void add_log(Answered& answered, const Test& test, const Judgement& judgement, double seconds) {
  if (judgement.decided()) {
    answered.text += to_herd_log(test, judgement, seconds);
  } else {
    answered.messages.push_back(test.name + ": undecided, because the search was cut short");
  }
}

// What a test may have expectations of: our models, and those that were asked for.
std::vector<std::string_view> names_of(const std::vector<Checker>& models) {
  std::vector<std::string_view> names = builtin_names();
  for (const Checker& model : models) names.push_back(model.model().name);
  return names;
}

// The test and its outcomes are gone when this returns: memory that is given back is there for the
// next test, and asking the system for more is what costs.
Answered answer_one(const Asked& asked, const std::vector<Checker>& models,
                    const CheckOptions& options, double seconds, const Style& style) {
  using Clock = std::chrono::steady_clock;
  Answered answered;
  try {
    std::vector<Warning> warnings;
    Checked checked{.test = read_test(asked, &warnings)};
    for (const Warning& warning : warnings) answered.messages.push_back(message(warning));
    checked.expectations = expectations(checked.test);
    check_names(checked.expectations, checked.test, names_of(models),
                "a model of your own is named with --model");
    for (const Checker& model : models) {
      const Clock::time_point begin = Clock::now();
      const Judgement& judgement = checked.judgements.emplace_back(
          model.judge(checked.test, {.unroll = options.unroll, .expired = deadline(seconds)}));
      const std::chrono::duration<double> taken = Clock::now() - begin;
      if (options.format == "json") answered.text += to_json(checked.test, judgement) + '\n';
      if (options.format == "herd") add_log(answered, checked.test, judgement, taken.count());
    }
    if (options.shows_outcomes()) answered.text = outcome_table(checked, style) + '\n';
    answered.verdicts = verdict_line(checked);
  } catch (const Error& error) {
    answered.messages.push_back(message(error));
    answered.failed = true;
  }
  return answered;
}

// What the exit code says of everything that was asked.
int exit_code(const std::vector<VerdictLine>& kept, std::size_t failed, bool anything) {
  if (count_broken(kept) > 0) return kFinding;
  if (failed > 0) return kBadInput;
  if (count_undecided(kept) > 0) return kCanNotRun;
  return anything ? kOk : kNothingRan;
}

// Where a program reads along, only these are kept: there may be millions of others.
bool is_needed_at_the_end(const VerdictLine& line) {
  return std::ranges::any_of(line.models,
                             [](const ModelAnswer& one) { return one.expected || !one.found; });
}

std::vector<Checker> checkers(const CheckOptions& options) {
  const bool log = options.format == "herd";
  std::vector<Checker> all;
  for (CatModel& model : load_models(log && options.models.empty() ? "c++20" : options.models))
    all.emplace_back(std::move(model));
  if (log && all.size() > 1) {
    throw Error("a log holds the answers of one model",
                "name one, for example --format herd --model tso");
  }
  return all;
}

// What judging a test may take, in proportion: each operation about doubles the executions.
double expected_cost(const Asked& asked) {
  std::size_t operations = 0;
  try {
    const Test test = read_test(asked);
    for (std::size_t i = 0; i < test.threads.size(); ++i)
      operations += effects(test, static_cast<int>(i)).code.size();
  } catch (const Error&) {
    return 0;  // refused in the share it falls to
  }
  return std::exp2(static_cast<double>(std::min<std::size_t>(operations, 60)));
}

std::vector<Asked> our_share(std::vector<Asked> asked, const std::string& text) {
  if (text.empty()) return asked;
  std::vector<double> costs;
  for (const Asked& one : asked) costs.push_back(expected_cost(one));
  const std::vector<bool> ours = share(costs, parse_shard(text));
  std::vector<Asked> kept;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (ours[i]) kept.push_back(std::move(asked[i]));
  }
  return kept;
}

// What one test gave back is there for the next. By default the C library returns it to the system
// and asks for it again, which costs about as much as judging a small test.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int kKeep = 64 << 20;
  mallopt(M_TRIM_THRESHOLD, kKeep);
  mallopt(M_TOP_PAD, 1 << 20);
#endif
}

int check(const CheckOptions& options, const Style& style) {
  keep_memory();
  const std::vector<Checker> models = checkers(options);
  std::vector<Asked> all = resolve(options.words);
  if (all.empty()) fmt::print(stderr, "{}\n", why_nothing(options.words));
  const bool any = !all.empty();
  const std::vector<Asked> asked = our_share(std::move(all), options.shard);
  if (any && asked.empty()) fmt::print(stderr, "no test falls into share {}\n", options.shard);
  const std::size_t threads =
      options.jobs > 0 ? static_cast<std::size_t>(options.jobs) : threads_for(asked.size());

  const double seconds = duration_from(options.time);
  const bool people = options.format == "table";
  std::vector<VerdictLine> kept;
  if (people) kept.reserve(asked.size());
  std::size_t failed = 0;
  const auto take = [&](std::size_t, Answered&& answered) {
    for (const std::string& message : answered.messages) fmt::print(stderr, "{}\n", message);
    if (answered.failed) return void(++failed);
    fmt::print("{}", answered.text);
    if (people || is_needed_at_the_end(answered.verdicts))
      kept.push_back(std::move(answered.verdicts));
  };
  in_parallel<Answered>(
      threads, asked.size(),
      [&](std::size_t i) { return answer_one(asked[i], models, options, seconds, style); }, take);

  if (people && !options.outcomes && !kept.empty())
    fmt::print("{}\n", to_string(verdict_table(kept), style));
  if (people && failed > 0) fmt::print("{} could not be judged\n", counted(failed, "test"));
  if (!kept.empty()) {
    fmt::print(people ? stdout : stderr, "{}",
               people ? folded(verdict_summary(kept, options.unroll, style), style)
                      : broken_expectations(kept, style_of_messages(ColourChoice::Auto)));
  }
  return exit_code(kept, failed, !asked.empty());
}

}  // namespace

void add_check(CommandLine& line) {
  const auto options = std::make_shared<CheckOptions>();
  line.command("check", "Ask memory models what they allow",
               [options](const Style& style) {
                 if (options->json) options->format = "json";
                 return check(*options, style);
               })
      .words(options->words, "What to ask about (litmus --help says what TEST may be)", true)
      .text("-m,--model", options->models, "MODELS",
            "Models and .cat files: sc,mine.cat, or all. "
            "Without it: sc, this machine's, and c++20")
      .flag("--outcomes", options->outcomes, "Show every outcome, and who allows it")
      .choice("--format", options->format, {"table", "json", "herd"}, "FORMAT",
              "table, json (one line a test and model), or herd (a simulator's log)")
      .flag("--json", options->json, "The same as --format json")
      .number("--unroll", options->unroll, 0, kMaxUnroll, "N",
              "Go round each loop at most so many times (default 2)")
      .number("--jobs", options->jobs, 1, kMaxJobs, "N",
              "Threads to use (default: one for each CPU)")
      .text("--time", options->time, "TIME",
            "Leave a verdict undecided after so long (default 60s)")
      .text("--shard", options->shard, "K/N", "Check only the K-th of N shares of the tests");
}

}  // namespace litmus
