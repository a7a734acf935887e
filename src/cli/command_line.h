// The program's command line: its commands and what each of them may be told.
//
// A command lives in a file of its own, which adds it with its options and with what to do when the
// user chose it:
//
//     void add_show(CommandLine& line) {
//       auto options = std::make_shared<ShowOptions>();
//       line.command("show", "Show a test", [options](const Style& s) { return show(*options,
//       s); })
//           .words(options->words, "What to show", true)
//           .text("--as", options->as, "VIEW", "How to show it");
//     }
//
// Nothing runs before the whole line is read. The option parser is behind this seam
// (command_line.cpp), because every file that includes it takes long to compile.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/style.h"

namespace CLI {
class App;
}

namespace litmus {

// Does what was asked for, writing to standard output in this style; returns the exit code.
using Chosen = std::function<int(const Style&)>;

// The options of one command. What they are read into must outlive the line.
class Options {
 public:
  explicit Options(CLI::App& command) : command_(command) {}

  // TEST, or another name for what stands without a dash; any number of them.
  Options& words(std::vector<std::string>& into, const std::string& help, bool required,
                 const std::string& name = "TEST");
  // Names are as the user writes them, with commas between: "-t,--time".
  Options& flag(const std::string& names, bool& into, const std::string& help);
  Options& text(const std::string& names, std::string& into, const std::string& type,
                const std::string& help);
  // May be given more than once.
  Options& texts(const std::string& names, std::vector<std::string>& into, const std::string& type,
                 const std::string& help);
  Options& choice(const std::string& names, std::string& into,
                  const std::vector<std::string>& choices, const std::string& type,
                  const std::string& help);
  Options& number(const std::string& names, int& into, int low, int high, const std::string& type,
                  const std::string& help);
  Options& number(const std::string& names, std::uint64_t& into, std::uint64_t low,
                  const std::string& type, const std::string& help);
  Options& number(const std::string& names, std::optional<std::uint64_t>& into,
                  const std::string& type, const std::string& help);

 private:
  CLI::App& command_;
};

class CommandLine {
 public:
  CommandLine();
  ~CommandLine();

  Options command(const std::string& name, const std::string& help, Chosen run);

  // Reads the command line and does what it says; returns the exit code. Throws Error on a line
  // that says nothing we know, with what was probably meant.
  int run(int argc, char** argv);

 private:
  std::unique_ptr<CLI::App> app_;
  Chosen chosen_;
};

void add_list(CommandLine& line);
void add_show(CommandLine& line);
void add_check(CommandLine& line);
void add_generate(CommandLine& line);
void add_weakest(CommandLine& line);
void add_run(CommandLine& line);
void add_explain(CommandLine& line);
void add_compare(CommandLine& line);
void add_merge(CommandLine& line);
void add_report(CommandLine& line);
void add_machine(CommandLine& line);

}  // namespace litmus
