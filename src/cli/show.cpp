// litmus show: a test, as a person, a compiler or another tool would read it. Tested by
// command_line_test.cpp.
#include <fmt/core.h>

#include <memory>
#include <optional>

#include "backend/assembly.h"
#include "backend/kernel_source.h"
#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/kernel_compiler.h"
#include "cli/models.h"
#include "cli/resolve.h"
#include "cli/usage.h"
#include "gen/recognise.h"
#include "harness/error.h"
#include "lang/effects.h"
#include "lang/nearest.h"
#include "lang/print.h"
#include "report/summary.h"

namespace litmus {
namespace {

struct ShowOptions {
  std::vector<std::string> words;
  std::string as = "card";
};

struct Shown {
  const Asked& asked;
  const Test& test;
  const Style& style;
};

std::string as_written(const Shown& shown) {
  return shown.asked.cycle.empty() ? shown.test.source : to_litmus(shown.test);
}

std::string as_c(const Shown& shown) { return to_litmus(shown.test); }

std::string as_cpp(const Shown& shown) { return to_cpp(shown.test); }

// The test's cycle in the field's words; empty if it is the test of none.
std::string cycle_of(const Test& test) {
  const std::optional<Cycle> cycle = recognise(test);
  return cycle ? to_string(*cycle) : "";
}

std::string as_info(const Shown& shown) {
  const std::string cycle = cycle_of(shown.test);
  const std::string text = folded(facts(shown.test, shown.style), shown.style);
  return cycle.empty() ? text : text + fmt::format("{:12}{}\n", "cycle", cycle);
}

std::string as_card(const Shown& shown) {
  const std::string cycle = cycle_of(shown.test);
  const std::string text = card(shown.test, shown.style);
  return cycle.empty() ? text : text + fmt::format("\ncycle\n  {}\n", cycle);
}

std::string as_effects(const Shown& shown) {
  std::string text;
  for (int thread = 0; thread < static_cast<int>(shown.test.threads.size()); ++thread)
    text += fmt::format("P{}\n{}", thread, to_string(effects(shown.test, thread), shown.test));
  return text;
}

constexpr const char* kKernelName = "kernel";

std::string as_kernel(const Shown& shown) { return kernel_text(shown.test, kKernelName); }

std::string as_assembly(const Shown& shown) {
  const std::vector<Test> tests = {shown.test};
  const std::string assembly =
      assembly_of(find_kernel_compiler("", ""), kernel_source(tests, kKernelName));
  std::string text;
  for (std::size_t role = 0; role < shown.test.threads.size(); ++role) {
    text +=
        fmt::format("P{}\n{}", role, function_body(assembly, role_function(kKernelName, 0, role)));
  }
  return text;
}

// What --as knows.
struct View {
  std::string_view name;
  std::string_view help;
  std::string (*text)(const Shown&);
};
constexpr View kViews[] = {
    {"card", "question, threads side by side, expected verdicts (the default)", as_card},
    {"litmus", "the text as its author wrote it", as_written},
    {"c", "canonical C, in the dialect that other tools read", as_c},
    {"c++", "the threads as ordinary C++", as_cpp},
    {"info", "names, numbers and where it comes from", as_info},
    {"effects", "what each thread does to memory, an instruction a line", as_effects},
    {"kernel", "the C++ that `litmus run` plays, made from the test", as_kernel},
    {"asm", "what the compiler makes of that, role by role", as_assembly},
};

const View& view_called(const std::string& name) {
  std::vector<std::string_view> known;
  for (const View& view : kViews) {
    if (view.name == name) return view;
    known.push_back(view.name);
  }
  throw Error(fmt::format("no view is called '{}'", name),
              did_you_mean(name, known, "litmus show --help lists them"));
}

int show(const ShowOptions& options, const Style& style) {
  const View& view = view_called(options.as);
  bool first = true;
  const auto print_next = [&](const std::string& text) {
    fmt::print("{}{}", first ? "" : "\n", text);
    first = false;
  };
  for (const std::string& word : options.words) {
    // A model is shown as it is written: its comments explain it.
    if (const auto model = model_text(word)) {
      print_next(*model);
      continue;
    }
    for (const Asked& asked : resolve({word})) {
      std::vector<Warning> warnings;
      const Test test = read_test(asked, &warnings);
      for (const Warning& warning : warnings) fmt::print(stderr, "{}\n", message(warning));
      print_next(view.text({asked, test, style}));
    }
  }
  if (!first) return kOk;
  fmt::print(stderr, "{}\n", why_nothing(options.words));
  return kNothingRan;
}

std::string help_of_views() {
  std::string help = "How to show it:";
  for (const View& view : kViews) help += fmt::format("\n{:<8} {}", view.name, view.help);
  return help;
}

}  // namespace

void add_show(CommandLine& line) {
  const auto options = std::make_shared<ShowOptions>();
  line.command("show", "Show a test: its question, code, or facts; or a model",
               [options](const Style& style) { return show(*options, style); })
      .words(options->words,
             "What to show (litmus --help says what TEST may be), or a model: tso, c++20, mine.cat",
             true)
      .text("--as", options->as, "VIEW", help_of_views());
}

}  // namespace litmus
