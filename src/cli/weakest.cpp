// litmus weakest: the weakest memory orders (and fences) that still forbid what a test asks about.
//
// All minimal ways, the cheapest first, each as source and as the instructions it becomes; how
// strong one can go in other places and still be wrong; or that nothing forbids it. With --audit
// the other way round: what in the test is stronger than it needs. Tested by command_line_test.cpp.
#include "gen/weakest.h"

#include <fmt/core.h>

#include <memory>

#include "cli/command_line.h"
#include "cli/deadline.h"
#include "cli/exit_code.h"
#include "cli/models.h"
#include "cli/orders_in_words.h"
#include "cli/resolve.h"
#include "cli/variants.h"
#include "gen/assignments.h"
#include "gen/cost.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "lang/print.h"
#include "model/judge.h"
#include "report/summary.h"
#include "report/table.h"

namespace litmus {
namespace {

constexpr std::size_t kShownInFull = 3;  // answers in full, and mistakes, without --all

struct WeakestCommand {
  std::vector<std::string> words;
  std::string model = "c++20";
  std::string keep;
  std::string time = "30s";
  int unroll = JudgeOptions().unroll;
  bool fences = false;
  bool audit = false;
  bool all = false;
};

std::size_t width_of(const Style& style) {
  return style.width > 0 ? static_cast<std::size_t>(style.width) : 100;
}

// What each thread's accesses become on each architecture: [architecture][thread].
std::vector<std::vector<std::string>> instructions(const Test& test) {
  std::vector<std::vector<std::string>> all(std::size(kArchitectures));
  for (auto& threads : all) threads.resize(test.threads.size());
  for (const CompiledAccess& access : compiled(test)) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::string& text = all[i][static_cast<std::size_t>(access.thread)];
      if (access.assembly[i].empty()) continue;
      text += (text.empty() ? "" : "; ") + access.assembly[i];
    }
  }
  return all;
}

// A column a thread where that fits, else a line a thread.
std::string instruction_table(const Test& test, const Style& style) {
  const auto all = instructions(test);
  Table wide;
  wide.columns = {{""}};
  Table tall;
  tall.columns = {{""}, {""}, {""}};
  for (std::size_t thread = 0; thread < test.threads.size(); ++thread)
    wide.columns.push_back({fmt::format("P{}", thread)});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string name = fmt::format("  {}", to_string(kArchitectures[i]));
    wide.rows.push_back({{name, Ink::Faint}});
    for (std::size_t thread = 0; thread < all[i].size(); ++thread) {
      wide.rows.back().push_back({all[i][thread]});
      tall.rows.push_back({{thread == 0 ? name : "", Ink::Faint},
                           {fmt::format("P{}", thread), Ink::Faint},
                           {all[i][thread]}});
    }
  }
  return to_string(width(wide) <= width_of(style) ? wide : tall, style);
}

// Text that goes on below where it begins, after `before`.
std::string hanging(std::string_view before, std::string_view text, const Style& style) {
  return fmt::format("{}{}\n", before,
                     wrapped(text, width_of(style) - before.size(), before.size()));
}

std::string question(const Test& test, const Style& style) {
  return fmt::format("{}  {}\n", paint(test.name, Ink::Bold, style),
                     to_string(test.condition, test));
}

std::string races_of(const std::vector<Race>& races) {
  std::string text;
  for (const Race& race : races) {
    text += fmt::format("  P{} and P{} on {}{}\n", race.thread_a, race.thread_b, race.location,
                        race.at_a.line > 0
                            ? fmt::format(" (lines {} and {})", race.at_a.line, race.at_b.line)
                            : "");
  }
  return text;
}

// Where a test says `forall`, a way to break it is what is to be forbidden.
bool says_forall(const Test& test) {
  return test.condition.quantifier == Condition::Quantifier::Forall;
}

std::string what_orders_do(const Test& test, const std::string& model) {
  if (!says_forall(test)) return fmt::format("forbidden under {} by", model);
  return fmt::format("to make {} hold under {}:", to_string(test.condition, test), model);
}

void print_answers(const Weakest& found, const Test& test, const WeakestCommand& command,
                   const Style& style) {
  const std::size_t count = found.answers.size();
  fmt::print("{} {} minimal {}:\n", what_orders_do(test, command.model), count,
             count == 1 ? "choice of orders" : "choices of orders, the cheapest first");
  for (std::size_t i = 0; i < count; ++i) {
    const Assignment& answer = found.answers[i];
    fmt::print("\n{}", hanging(fmt::format("{}. ", i + 1),
                               orders_in_words(found.slots, answer.orders, found.base), style));
    if (i >= kShownInFull && !command.all) continue;
    fmt::print("\n{}\n{}", side_by_side(answer.test, style), instruction_table(answer.test, style));
  }
  if (found.near.empty()) return;
  fmt::print("\nas strong as it gets {}:\n",
             says_forall(test) ? "and still be broken" : "without forbidding it");
  for (std::size_t i = 0; i < found.near.size(); ++i) {
    if (i >= kShownInFull && !command.all) {
      fmt::print("  and {} more (--all)\n", found.near.size() - i);
      break;
    }
    const std::string orders = orders_in_words(found.slots, found.near[i].orders, found.base);
    fmt::print("{}", hanging("  ", orders, style));
  }
}

void print_weakest(const Weakest& found, const Test& test, const WeakestCommand& command,
                   const Style& style) {
  const char* const nothing = says_forall(test) ? "nothing makes it hold" : "nothing forbids it";
  if (!found.answers.empty()) {
    print_answers(found, test, command, style);
  } else if (!found.races.empty() && found.races.front().thread_a < 0) {
    fmt::print("{}: it does what is undefined, whatever the orders are; litmus check says where\n",
               nothing);
  } else if (!found.races.empty()) {
    fmt::print("{}: plain accesses race whatever the orders are:\n{}", nothing,
               races_of(found.races));
  } else if (found.complete) {
    fmt::print("{} under {}: not even seq_cst {}{}\n", nothing, command.model,
               command.keep.empty() ? "everywhere" : "beside what is kept",
               command.fences ? " and fences between" : "; --fences tries fences, too");
  }
  if (!found.complete)
    fmt::print("\ncut short after {} ({} judgements): there may be more; --time gives it longer\n",
               command.time, found.judged);
  if (found.bounded)
    fmt::print("\nfor loops of at most {} iterations (--unroll)\n", command.unroll);
}

void print_audit(const Audit& audit, const Test& test, const WeakestCommand& command,
                 const Style& style) {
  if (!audit.forbidden && !audit.complete) {
    fmt::print("cut short after {}: --time gives it longer\n", command.time);
    return;
  }
  if (!audit.forbidden) {
    fmt::print("the test as it is does not {} under {}\n{}",
               says_forall(test) ? "make it hold" : "forbid it", command.model,
               races_of(audit.races));
    return;
  }
  if (audit.excess.empty() && audit.complete) {
    fmt::print("no order is stronger than it needs to be under {}\n", command.model);
  }
  for (const Excess& excess : audit.excess) {
    std::string enough;
    for (const Order order : excess.enough)
      enough += fmt::format("{}{}", enough.empty() ? "" : " or ",
                            order == Order::Plain ? "none" : to_string(order));
    fmt::print("  {} {}: {} is enough\n", to_string(excess.slot, test),
               to_string(excess.slot.order), enough);
  }
  if (!audit.excess.empty())
    fmt::print("{}",
               hanging("all together: ", orders_in_words(audit.slots, audit.lowered, test), style));
  if (!audit.complete)
    fmt::print("cut short after {}: there may be more; --time gives it longer\n", command.time);
}

int weakest_command(const WeakestCommand& command, const Style& style) {
  const Checker checker(load_model(command.model));
  const double seconds = duration_from(command.time);
  const std::vector<Asked> asked = resolve(command.words);
  bool complete = true;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Test test = read_test(asked[i]);
    const auto expired = deadline(seconds);
    const Judge judge = [&](const Test& one) {
      return judge_variant(checker, one, {.unroll = command.unroll, .expired = expired});
    };
    fmt::print("{}{}", i > 0 ? "\n" : "", question(test, style));
    if (command.audit) {
      const Audit found = audit(test, judge, expired);
      print_audit(found, test, command, style);
      complete = complete && found.complete;
    } else {
      const Weakest found =
          weakest(test, judge,
                  {.fences = command.fences, .keep = places_in(command.keep), .expired = expired});
      print_weakest(found, test, command, style);
      complete = complete && found.complete;
    }
  }
  if (!asked.empty()) return complete ? kOk : kCanNotRun;
  fmt::print(stderr, "{}\n", why_nothing(command.words));
  return kNothingRan;
}

}  // namespace

void add_weakest(CommandLine& line) {
  const auto options = std::make_shared<WeakestCommand>();
  line.command("weakest", "Find the weakest orders that forbid the condition",
               [options](const Style& style) { return weakest_command(*options, style); })
      .words(options->words, "Whose orders (litmus --help says what TEST may be)", true)
      .text("-m,--model", options->model, "MODEL", "The model to forbid it under (c++20)")
      .flag("--fences", options->fences, "Fences may be put between the statements, too")
      .text("--keep", options->keep, "WHAT",
            "What keeps its orders: P0 (a thread), x (a location), P0:x, "
            "P0:2 (its second access), or has those that are printed: "
            "\"P0: store x release\"")
      .flag("--audit", options->audit, "Say what is stronger than the condition needs")
      .flag("--all", options->all, "Show every answer in full")
      .text("--time", options->time, "TIME", "Search at most so long for each test (30s)")
      .number("--unroll", options->unroll, 0, kMaxUnroll, "N",
              "Go round each loop at most so many times (2)");
}

}  // namespace litmus
