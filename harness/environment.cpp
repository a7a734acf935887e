// The table of knobs, and environments as one line of text.
#include "harness/environment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <optional>

#include "harness/error.h"
#include "harness/split.h"

namespace litmus {
namespace {

std::optional<int> parse_int(std::string_view text, int low, int high) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < low || number > high) return std::nullopt;
  return number;
}

std::vector<std::string_view> pieces(std::string_view text, char separator) {
  std::vector<std::string_view> result;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    result.push_back(text.substr(0, end));
    if (end == text.size()) return result;
    text.remove_prefix(end + 1);
  }
}

// --- kinds of knob ------------------------------------------------------------------------------

// A number within bounds.
template <int Environment::*kField, int kLow, int kHigh>
Knob number_knob(std::string_view name, std::string_view meaning, std::vector<std::string> values) {
  return {.name = name,
          .meaning = meaning,
          .values = std::move(values),
          .print = [](const Environment& e) { return std::to_string(e.*kField); },
          .parse =
              [](Environment& e, std::string_view text) {
                const std::optional<int> number = parse_int(text, kLow, kHigh);
                if (number) e.*kField = *number;
                return number.has_value();
              }};
}

// One of a few words; `kWords` has them in the order of the enumeration.
template <auto kField, const auto& kWords>
Knob word_knob(std::string_view name, std::string_view meaning) {
  return {.name = name,
          .meaning = meaning,
          .values = {kWords.begin(), kWords.end()},
          .print =
              [](const Environment& e) {
                return std::string(kWords[static_cast<std::size_t>(e.*kField)]);
              },
          .parse =
              [](Environment& e, std::string_view text) {
                const auto word = std::ranges::find(kWords, text);
                if (word == kWords.end()) return false;
                e.*kField = static_cast<std::remove_reference_t<decltype(e.*kField)>>(
                    word - kWords.begin());
                return true;
              }};
}

constexpr std::array<std::string_view, 2> kAlternations = {"block", "instance"};
constexpr std::array<std::string_view, 2> kStarts = {"meeting", "clock"};
constexpr std::array<std::string_view, 3> kVisits = {"same", "opposed", "scattered"};
constexpr std::array<std::string_view, 4> kLayouts = {"lines", "line", "pages", "dense"};
constexpr std::array<std::string_view, 4> kPreloads = {"none", "shared", "owned", "flushed"};
constexpr std::array<std::string_view, 4> kPressed = {"all", "first", "others", "held"};

std::string print_placement(const Environment& e) {
  return e.placement.empty() ? "any" : e.placement;
}

bool parse_placement(Environment& e, std::string_view text) {
  e.placement = text == "any" ? "" : std::string(text);
  return !text.empty() && text.size() < 100;
}

std::string print_split(const Environment& e) { return to_string(e.split); }

bool parse_split(Environment& e, std::string_view text) {
  std::optional<Split> split = split_from(text);
  if (split) e.split = std::move(*split);
  return split.has_value();
}

std::string print_block(const Environment& e) { return std::to_string(e.block); }

// A power of two, so that a mask keeps a scattered walk inside it.
bool parse_block(Environment& e, std::string_view text) {
  const std::optional<int> number = parse_int(text, 1, 1024);
  if (!number || !std::has_single_bit(static_cast<unsigned>(*number))) return false;
  e.block = *number;
  return true;
}

const std::vector<Knob>& table() {
  using E = Environment;
  static const std::vector<Knob> knobs = {
      {"placement", "how the workers' CPUs are related", {}, print_placement, parse_placement},
      {"split", "which worker plays which roles", {}, print_split, parse_split},
      word_knob<&E::alternation, kAlternations>(
          "alternation", "a worker with several roles changes role after a block or an instance"),
      {"block",
       "instances between two starts, a power of two",
       {"1", "4", "16", "64", "128", "256"},
       print_block,
       parse_block},
      word_knob<&E::start, kStarts>("start", "how workers begin a block together"),
      word_knob<&E::visit, kVisits>("visit", "in which order workers go through a block"),
      word_knob<&E::layout, kLayouts>("layout", "where the cells of an instance lie"),
      word_knob<&E::preload, kPreloads>("preload", "in what state the caches hold the cells"),
      number_knob<&E::skew, 0, 1000000>("skew", "random delay before a block, in ticks",
                                        {"0", "100", "1000"}),
      number_knob<&E::pressure, 0, 256>("pressure", "stores to missing lines before a role",
                                        {"0", "1", "4", "16", "48"}),
      word_knob<&E::pressed, kPressed>("pressed", "which turns are put under pressure"),
      number_knob<&E::copies, 1, 1024>("copies", "copies on disjoint CPUs", {"1", "2", "4"}),
      number_knob<&E::stress, 0, 1024>("stress", "idle CPUs that hammer scratch lines",
                                       {"0", "1", "2"}),
  };
  return knobs;
}

void parse_word(Environment& environment, std::string_view word) {
  const std::size_t equals = word.find('=');
  const std::string_view name = word.substr(0, equals);
  const auto knob = std::ranges::find(table(), name, &Knob::name);
  if (equals == word.npos || knob == table().end()) {
    std::vector<std::string_view> names;
    for (const Knob& each : table()) names.push_back(each.name);
    throw Error(fmt::format("'{}' is not a setting of an environment", word),
                fmt::format("settings are name=value, with {}", fmt::join(names, ", ")));
  }
  if (knob->parse(environment, word.substr(equals + 1))) return;
  throw Error(fmt::format("'{}' is not a value of '{}'", word.substr(equals + 1), name),
              knob->values.empty()
                  ? std::string(knob->meaning)
                  : fmt::format("{}: {}", knob->meaning, fmt::join(knob->values, ", ")));
}

}  // namespace

std::span<const Knob> knobs() { return table(); }

std::string to_string(const Environment& environment) {
  std::vector<std::string> words;
  for (const Knob& knob : table()) {
    words.push_back(fmt::format("{}={}", knob.name, knob.print(environment)));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

Environment parse_environment(std::string_view text) {
  Environment environment;
  for (std::string_view word : pieces(text, ' ')) {
    if (!word.empty()) parse_word(environment, word);
  }
  return environment;
}

void check_fits(const Environment& environment, const Kernel& kernel) {
  check_fits(environment.split, kernel);
}

}  // namespace litmus
