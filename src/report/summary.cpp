// Tests in a few words. Tested by summary_test.cpp.
#include "report/summary.h"

#include <fmt/core.h>

#include <algorithm>

#include "lang/print.h"
#include "lang/print_code.h"
#include "report/expectation.h"

namespace litmus {
namespace {

constexpr std::size_t kUsualWidth = 100;  // where there is no limit
constexpr std::size_t kGap = 4;           // between threads

// Lines of text that stand together: a thread's code under its name.
struct Block {
  std::vector<std::string> lines;
  std::size_t width = 0;
};

std::size_t width_of(const Style& style) {
  return style.width > 0 ? static_cast<std::size_t>(style.width) : kUsualWidth;
}

std::string without(std::string text, std::string_view part) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;) {
    text.erase(at, part.size());
  }
  return text;
}

// A thread as a person jots it down: x.store(1, relaxed).
Block block_of(const Test& test, int thread) {
  std::string text = code(test, thread, Spelling::Cpp);
  for (const std::string_view part : {"std::memory_order_", "std::"}) text = without(text, part);
  Block block;
  block.lines.push_back(fmt::format("P{}", thread));
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    block.lines.push_back(text.substr(0, end));
    text.erase(0, end + 1);
  }
  for (const std::string& line : block.lines) block.width = std::max(block.width, columns_of(line));
  return block;
}

// As many blocks beside each other as fit in `width`, at least one.
std::string beside(const std::vector<Block>& blocks, std::size_t width, const Style& style) {
  std::string text;
  for (std::size_t first = 0; first < blocks.size();) {
    std::size_t last = first;
    std::size_t used = 0;
    while (last < blocks.size() && (last == first || used + blocks[last].width <= width))
      used += blocks[last++].width + kGap;
    std::size_t height = 0;
    for (std::size_t i = first; i < last; ++i) height = std::max(height, blocks[i].lines.size());
    for (std::size_t row = 0; row < height; ++row) {
      std::string line;
      std::size_t pending = 2;
      for (std::size_t i = first; i < last; ++i) {
        const std::string cell = row < blocks[i].lines.size() ? blocks[i].lines[row] : "";
        if (!cell.empty()) {
          line += std::string(pending, ' ') + paint(cell, row == 0 ? Ink::Bold : Ink::Plain, style);
          pending = 0;
        }
        pending += blocks[i].width - columns_of(cell) + kGap;
      }
      text += line + "\n";
    }
    if (last < blocks.size()) text += "\n";
    first = last;
  }
  return text;
}

Ink ink_of_expected(Answer answer) {
  if (answer == Answer::Race) return Ink::Bad;
  return answer == Answer::Never ? Ink::Plain : Ink::Note;
}

// The expected answers, a line for each, with the models that give it.
std::string expected_answers(const Test& test, const Style& style) {
  const std::vector<Expectation> all = expectations(test);
  std::string text;
  for (const Answer answer : {Answer::Never, Answer::Sometimes, Answer::Always, Answer::Race}) {
    std::string models;
    for (const Expectation& expectation : all) {
      if (expectation.answer == answer) models += " " + expectation.model;
    }
    if (models.empty()) continue;
    const std::string word = fmt::format("{:<9}", to_string(answer));
    text += fmt::format("  {} {}\n", paint(word, ink_of_expected(answer), style), models);
  }
  return text.empty() ? "" : "\nexpected\n" + text;
}

// Initial values that are not 0.
std::string initial_values(const Test& test) {
  std::string line;
  for (const Location& location : test.locations) {
    if (location.initial == 0) continue;
    line += fmt::format("{}{} = {}", line.empty() ? "" : ", ", location.name,
                        value_text(location.initial, location.type, test));
  }
  return line.empty() ? "" : "  initially " + line + "\n\n";
}

std::string fact(std::string_view key, std::string_view value) {
  return value.empty() ? "" : fmt::format("{:<12}{}\n", key, value);
}

}  // namespace

std::string one_line(std::string_view text) { return wrapped(text, std::string::npos); }

std::string side_by_side(const Test& test, const Style& style) {
  std::vector<Block> blocks;
  for (int thread = 0; thread < static_cast<int>(test.threads.size()); ++thread)
    blocks.push_back(block_of(test, thread));
  return beside(blocks, width_of(style) - 2, style);
}

std::string card(const Test& test, const Style& style) {
  std::string text = paint(test.name, Ink::Bold, style) + "\n";
  if (!test.doc.empty()) text += wrapped(test.doc, std::min(width_of(style), kUsualWidth)) + "\n";
  text += "\n" + initial_values(test) + side_by_side(test, style) + "\n";
  if (test.filter.kind != Proposition::Kind::True)
    text += "filter " + to_string(test.filter, test) + "\n";
  text += paint(to_string(test.condition, test), Ink::Bold, style) + "\n";
  return text + expected_answers(test, style);
}

std::string facts(const Test& test, const Style& style) {
  std::string locations;
  for (const Location& location : test.locations)
    locations +=
        fmt::format("{}{} {}", locations.empty() ? "" : ", ", to_cpp(location.type), location.name);
  std::string columns;
  for (int i = 0; i < test.shown; ++i)
    columns += (columns.empty() ? "" : " ") + test.observed[static_cast<std::size_t>(i)].name;
  std::string beyond;
  for (const std::string& what : beyond_herd(test)) beyond += (beyond.empty() ? "" : ", ") + what;

  std::string text = paint(test.name, Ink::Bold, style) + "\n";
  text += fact("file", test.file);
  text += fact("hash", test.hash);
  text += fact("threads", std::to_string(test.threads.size()));
  text += fact("locations", locations);
  text += fact("observed", columns);
  text += fact("condition", to_string(test.condition, test));
  for (const auto& [key, value] : test.metadata) text += fact(key, value);
  text += fact("beyond C11", beyond.empty() ? "nothing: other tools read it" : beyond);
  return text;
}

}  // namespace litmus
