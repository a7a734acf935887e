// litmus explain: why a model allows an outcome, or does not.
//
//     litmus explain MP+rel+acq                       the outcome that the test asks about
//     litmus explain MP 1:r0=1 1:r1=1 --model tso     this one; a part of an outcome is enough
//
// An allowed outcome is explained by an execution, a forbidden one by the axiom it breaks and the
// cycle that breaks it, a race by its two accesses (which is all: it may end in anything), each in
// words and as a picture. Where several outcomes are meant, one that the model allows is shown, if
// there is one. Tested by command_line_test.cpp.
#include "model/explain.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "cli/command_line.h"
#include "cli/deadline.h"
#include "cli/exit_code.h"
#include "cli/models.h"
#include "cli/resolve.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "lang/nearest.h"
#include "lang/print.h"
#include "model/explanation.h"
#include "report/cycle_picture.h"
#include "report/execution_picture.h"
#include "report/explain_json.h"

namespace litmus {
namespace {

struct ExplainOptions {
  std::vector<std::string> words;  // TEST, then what its columns hold
  std::string models = "c++20";
  std::string time = "60s";
  int unroll = JudgeOptions().unroll;
  bool all = false;
  bool json = false;
};

// What the user said of one column.
struct Wanted {
  std::size_t column = 0;
  Value value = 0;
};

Value value_from(const std::string& text, const Column& column, const Test& test) {
  Value value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc() && rest == end) return value;
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    if (column.type.is_pointer() && test.locations[i].name == text) return pointer_to(i);
  }
  throw Error(fmt::format("{}={}: '{}' is no value of {}", column.name, text, text, column.name));
}

// "0:r0=1", "[x]=2", "x=2".
Wanted wanted_from(const std::string& word, const Test& test) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos)
    throw Error(fmt::format("'{}' says nothing of an outcome", word), "for example 0:r0=1");
  std::string name = word.substr(0, equals);
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < static_cast<std::size_t>(test.shown); ++i) {
    const Column& column = test.observed[i];
    if (column.name == name) return {i, value_from(word.substr(equals + 1), column, test)};
    known.push_back(column.name);
  }
  std::string all;
  for (const std::string_view column : known) all += fmt::format(" {}", column);
  throw Error(fmt::format("{} does not observe '{}'", test.name, name),
              did_you_mean(name, known, fmt::format("it observes{}", all)));
}

// What the words after the test say. Outcomes may be given as they are printed, "0:r0=1; x=2;", and
// as conditions write them, "(0:r0=1 /\\ x=2)", in one word of the shell or in several.
std::vector<Wanted> wanted_from(const std::vector<std::string>& words, const Test& test) {
  std::vector<Wanted> wanted;
  for (auto word = words.begin() + 1; word != words.end(); ++word) {
    constexpr std::string_view kBetween = "; ()/\\";
    for (std::size_t begin = 0; begin < word->size();) {
      const std::size_t end = std::min(word->find_first_of(kBetween, begin), word->size());
      if (end > begin) wanted.push_back(wanted_from(word->substr(begin, end - begin), test));
      begin = end + 1;
    }
  }
  return wanted;
}

// What executions may end in when little is asked of them. Most outcomes that anybody asks about
// are coherent, and a search that may rely on coherence is quick; only where none of those is
// meant, or all are wanted, is everything looked at that the values alone do not rule out. (So
// little is asked that what has no meaning may happen, too: the model itself is asked about that.)
Judgement judge_coherent(const Test& test, const JudgeOptions& judge_options) {
  static const CatModel kCoherent =
      compile_cat("\"coherent\"\nacyclic po-loc | rf | co | fr", "coherent");
  return judge(test, kCoherent, judge_options);
}

Judgement judge_values(const Test& test, const JudgeOptions& judge_options) {
  static const CatModel kAnything = compile_cat("\"anything\"", "anything");
  return judge(test, kAnything, judge_options);
}

// The outcomes among these that the user means.
std::vector<Outcome> meant_of(std::vector<Outcome> outcomes, const Test& test,
                              const std::vector<Wanted>& wanted) {
  const bool forall = test.condition.quantifier == Condition::Quantifier::Forall;
  std::erase_if(outcomes, [&](const Outcome& outcome) {
    if (wanted.empty()) return holds(test.condition.proposition, outcome) == forall;
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const Wanted& w) { return outcome[w.column] != w.value; });
  });
  return outcomes;
}

// What the user means, whether or not any model allows it.
struct Meant {
  std::vector<Outcome> outcomes;
  bool bounded = false;
};

Meant meant_by(const ExplainOptions& options, const Test& test, const std::vector<Wanted>& wanted,
               const JudgeOptions& judge_options) {
  JudgeOptions lenient = judge_options;
  lenient.refuse_meaningless = false;
  for (const auto& ask : {judge_coherent, judge_values}) {
    if (options.all && ask == judge_coherent) continue;
    Judgement judgement = ask(test, lenient);
    Meant meant = {meant_of(std::move(judgement.outcomes), test, wanted), judgement.bounded};
    if (!meant.outcomes.empty() || ask == judge_values) return meant;
  }
  return {};
}

// The outcomes to explain under this model: one that it allows, else the first; or all.
std::vector<Outcome> chosen(const std::vector<Outcome>& meant, std::vector<Outcome> allowed,
                            bool all) {
  if (all) return meant;
  return {allowed.empty() ? meant.front() : allowed.front()};
}

std::string text_of(const Explanation& explanation, const Outcome& outcome, const Test& test,
                    const CatModel& model, const Style& style) {
  const std::string text = to_text(explanation, outcome, test, model);
  std::string drawn;
  if (explanation.witness) drawn = picture(*explanation.witness, test, style);
  if (explanation.refusal) drawn = picture(*explanation.refusal, test, model);
  return drawn.empty() ? text : text + '\n' + drawn;
}

std::string text_of(const RaceWitness& race, const Test& test, const CatModel& model) {
  return to_text(race, test, model) + '\n' + picture(race, test);
}

// What there is to say, a text (or a line of JSON) for each thing.
std::vector<std::string> texts(const CatModel& model, const Test& test,
                               const std::vector<Wanted>& wanted, const std::vector<Outcome>& meant,
                               const ExplainOptions& options, const JudgeOptions& judge_options,
                               const Style& style) {
  std::vector<std::string> all;
  if (const auto race = explain_race(test, model, judge_options)) {
    all.push_back(options.json ? to_json(*race, test, model) + '\n' : text_of(*race, test, model));
  }
  // What is undefined may end in any outcome: there is no more to say of one.
  if (!all.empty() && !options.json) return all;
  // Also where nothing is meant: the model may refuse what the test does.
  Judgement judgement = judge(test, model, judge_options);
  if (meant.empty()) return all;
  const std::vector<Outcome> shown =
      chosen(meant, meant_of(std::move(judgement.outcomes), test, wanted), options.all);
  for (const Outcome& outcome : shown) {
    const Explanation found = explain(test, outcome, model, judge_options);
    all.push_back(options.json ? to_json(found, outcome, test, model) + '\n'
                               : text_of(found, outcome, test, model, style));
  }
  const std::size_t left = meant.size() - shown.size();
  if (left > 0 && !options.json)
    all.push_back(fmt::format("{} more outcome{} meant; --all explains every one\n", left,
                              left == 1 ? " is" : "s are"));
  return all;
}

// A model's own text is the best glossary of its words. (A tso.cat is not ours.)
std::string where_axioms_are(const std::vector<CatModel>& models, const std::string& named) {
  std::string names;
  for (const CatModel& model : models) {
    const bool is_a_file = named.find(model.name + ".cat") != std::string::npos;
    if (!is_a_file && builtin_text(model.name)) names += " " + model.name;
  }
  return names.empty() ? "" : fmt::format("\nThe axioms, and why they are: litmus show{}\n", names);
}

int explain_command(const ExplainOptions& options, const Style& style) {
  const std::vector<CatModel> models = load_models(options.models);
  const std::vector<Asked> asked = resolve({options.words.front()});
  if (asked.size() != 1)
    throw Error(fmt::format("'{}' is {} tests", options.words.front(), asked.size()),
                "one at a time is explained");
  const Test test = read_test(asked.front());
  const std::vector<Wanted> wanted = wanted_from(options.words, test);
  const auto expired = deadline(duration_from(options.time));
  const JudgeOptions judge_options = {.unroll = options.unroll, .expired = expired};
  const Meant meant = meant_by(options, test, wanted, judge_options);
  if (meant.outcomes.empty() && !expired() && !options.json) {
    fmt::print("{}: no execution ends like that, whatever the model{}\n", test.name,
               meant.bounded ? fmt::format(" (loops run at most {} times)", options.unroll) : "");
  }
  bool said = false;
  for (const CatModel& model : models) {
    for (const std::string& text :
         texts(model, test, wanted, meant.outcomes, options, judge_options, style)) {
      const bool follows = said || meant.outcomes.empty();
      fmt::print("{}{}", follows && !options.json ? "\n" : "",
                 options.json ? text : folded(text, style));
      said = true;
    }
  }
  if (said && !options.json && !expired())
    fmt::print("{}", paint(where_axioms_are(models, options.models), Ink::Faint, style));
  if (!expired()) return kOk;
  fmt::print(options.json ? stderr : stdout,
             "\ncut short after {}: there may be more to say; --time gives it longer\n",
             options.time);
  return kCanNotRun;
}

}  // namespace

void add_explain(CommandLine& line) {
  const auto options = std::make_shared<ExplainOptions>();
  line.command("explain", "Say why a model allows an outcome, or does not",
               [options](const Style& style) { return explain_command(*options, style); })
      .words(options->words,
             "A test, and what its columns hold, as in 0:r0=1 1:r0=0; "
             "without that, what its condition asks about",
             true)
      .text("-m,--model", options->models, "MODELS", "Models and .cat files (c++20)")
      .flag("--json", options->json, "One line for each explanation, for programs")
      .flag("--all", options->all, "Explain every outcome that is meant, not one")
      .text("--time", options->time, "TIME", "Search at most so long (60s)")
      .number("--unroll", options->unroll, 0, kMaxUnroll, "N",
              "Go round each loop at most so many times (2)");
}

}  // namespace litmus
