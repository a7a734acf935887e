// litmus generate: tests from cycles, suites and orders.
//
//     litmus generate --size 4 --orders rlx,acq,rel         every such cycle's test, by name
//     litmus generate x86-large --out tests/                a suite, a file a test
//     litmus generate @./my.cycles --as litmus              cycles and names from a list
//     litmus generate --orders-of MP                        what each choice of orders does
//     litmus generate --differ tso,sc                       what tells two models apart
//
// Tested by command_line_test.cpp.
#include "cli/generate.h"

#include <fmt/core.h>

#include <memory>

#include "cli/command_line.h"
#include "gen/selection.h"
#include "harness/error.h"

namespace litmus {
namespace {

std::string help_of_words() {
  std::string help =
      "What to make: names (MP+rel+acq), cycles, @./list, "
      "or a suite. Suites are";
  for (const NamedSelection& suite : named_selections())
    help += fmt::format("\n{:<12} {:>6}  {}", suite.name, suite.tests, suite.about);
  return help;
}

int generate(const GenerateCommand& command, const Style& style) {
  if (!command.orders_of.empty()) return print_orders_of(command, style);
  if (!command.differ.empty()) return print_differences(command, style);
  return write_tests(command);
}

void describe_selection(Options& options, GenerateCommand& command) {
  options.words(command.words, help_of_words(), false, "WHAT")
      .text("--size", command.size, "N", "Edges of a cycle: 6 (at most), 3-6 (default 2-4)")
      .text("--threads", command.threads, "N", "At most so many threads")
      .text("--edges", command.edges, "E,...",
            "Edges besides Rfe, Fre, Coe and the Pod edges: Rfi, "
            "DpAddrdR, ...; dep, pos, internal are groups of them")
      .text("--only", command.only, "E,...", "Edges instead of those")
      .text("--orders", command.orders, "O,...", "Orders of accesses: rlx,acq,rel,ar,sc (rlx)")
      .text("--fences", command.fences, "F,...", "Fences between accesses: sc,acq,rel,ar")
      .flag("--updates", command.updates, "Accesses may be updates");
}

void describe_output(Options& options, GenerateCommand& command) {
  options.text("--out", command.folder, "DIR", "Write a file for each test into this folder")
      .flag("--force", command.force, "With --out: replace files that hold something else")
      .text("--shard", command.shard, "K/N", "Only the K-th of N shares of the tests")
      .choice("--as", command.as, {"name", "cycle", "litmus"}, "FORM",
              "What to print without --out: name, cycle or litmus")
      .flag("--minimal", command.minimal,
            "Only tests whose condition is forbidden, and no more so "
            "when any order is weakened");
}

void describe_questions(Options& options, GenerateCommand& command) {
  options
      .text("--orders-of", command.orders_of, "TEST",
            "Instead: every choice of --orders (all) for this test")
      .flag("--with-fences", command.with_fences,
            "With --orders-of: and of fences between its statements")
      .text("--differ", command.differ, "A,B",
            "Instead: the smallest tests that tell two models (or "
            ".cat files) apart. Tried are --size 6 --threads 4 --edges "
            "dep,pos --orders rlx,acq,rel,sc; with any of these, only what "
            "they say, so that --size 5 tries rlx alone")
      .text("-m,--model", command.model, "MODEL",
            "The model that --minimal and --orders-of ask (c++20)")
      .text("--time", command.time, "TIME", "--orders-of and --differ search at most so long (30s)")
      .flag("--all", command.all, "Show all that --orders-of and --differ found");
}

}  // namespace

Selection selection_of(const GenerateCommand& command, const std::string& standard) {
  std::string text;
  for (const std::string& word : command.words) text += word + ";";
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}={};", key, value);
  };
  add("size", command.size);
  add("threads", command.threads);
  add("only", command.only);
  add("edges", command.edges);
  add("orders", command.orders);
  add("fences", command.fences);
  if (command.updates) text += "updates;";
  return parse_selection(text.empty() ? standard : text);
}

void add_generate(CommandLine& line) {
  const auto command = std::make_shared<GenerateCommand>();
  Options options =
      line.command("generate", "Make tests from cycles, suites and orders",
                   [command](const Style& style) { return generate(*command, style); });
  describe_selection(options, *command);
  describe_output(options, *command);
  describe_questions(options, *command);
}

}  // namespace litmus
