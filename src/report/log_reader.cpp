// Tested by log_reader_test.cpp and log_reader_fuzz.cpp.
#include "report/log_reader.h"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>

#include "lang/trimmed.h"

namespace litmus {
namespace {

constexpr std::uint64_t kMostStates = 1'000'000;
constexpr std::uint64_t kMostCounted = std::uint64_t{1} << 53;

// Takes `prefix` off, if it is there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  return word;
}

template <typename Number>
bool parse_whole(std::string_view text, Number& number, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc() && end == text.data() + text.size();
}

bool take_count(std::string_view& text, std::uint64_t& count) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (!parse_whole(text.substr(0, digits), count)) return false;
  text.remove_prefix(digits);
  return true;
}

// "[x]" and "x" are one location, "P0:r0" and "0:r0" one register.
std::string column_name(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']')
    text = text.substr(1, text.size() - 2);
  const std::size_t colon = text.find(':');
  if (colon != text.npos && text.front() == 'P') text.remove_prefix(1);
  return std::string(text);
}

// Numbers in one spelling; names as they are, but for the mark of an address.
std::string value_text(std::string_view text) {
  std::string_view digits = text;
  const bool negative = take(digits, "-");
  std::uint64_t number = 0;
  if (take(digits, "0x") && parse_whole(digits, number, 16))
    return fmt::format("{}{}", negative && number > 0 ? "-" : "", number);
  take(text, "&");
  return std::string(text);
}

}  // namespace

bool is_log(std::string_view beginning) {
  // Our own files begin with an object; everything else may be a log, whatever comes first in it.
  return !trimmed(beginning.substr(0, beginning.find('\n'))).starts_with('{');
}

std::optional<LoggedTest> LogReader::read(std::string_view line) {
  ++place_.line;
  line = trimmed(line);
  if (states_left_ > 0) {
    read_state(line);
    return std::nullopt;
  }
  std::string_view rest = line;
  if (take(rest, "Test ")) {
    std::optional<LoggedTest> last = end();
    test_.emplace();
    test_->name = std::string(take_word(rest));
    test_->kind = std::string(take_word(rest));
    return last;
  }
  if (test_ && !read_states(line)) read_fact(line);
  return std::nullopt;
}

std::optional<LoggedTest> LogReader::end() {
  if (states_left_ > 0) {
    throw Error(place_,
                fmt::format("the log of {} ends within its outcomes", printable(test_->name)));
  }
  std::optional<LoggedTest> last = std::move(test_);
  test_.reset();
  // A line "Test ..." without outcomes was some other text.
  return last && last->outcomes.empty() ? std::nullopt : std::move(last);
}

// The line before the outcomes, which says how many there are.
bool LogReader::read_states(std::string_view line) {
  if (!test_->outcomes.empty()) return false;
  const bool every = take(line, "States ");
  if (!every && !take(line, "Histogram (")) return false;
  std::uint64_t states = 0;
  if (!take_count(line, states) || states > kMostStates)
    throw Error(place_, "expected how many outcomes follow");
  test_->every = every;
  states_left_ = states;
  return true;
}

// "76    *>0:r0=0; [x]=1;", or without the count.
void LogReader::read_state(std::string_view line) {
  LoggedOutcome outcome;
  if (!test_->every) {
    if (!take_count(line, outcome.count) || outcome.count > kMostCounted)
      throw Error(place_, "expected an outcome: COUNT :> 0:r0=0; ...");
    line = trimmed(line);
    outcome.interesting = line.starts_with("*>");
    if (!take(line, "*>") && !take(line, ":>"))
      throw Error(place_, "expected ':>' or '*>' after the count");
  }
  for (line = trimmed(line); !line.empty(); line = trimmed(line)) {
    const std::string_view item = trimmed(line.substr(0, line.find(';')));
    line.remove_prefix(std::min(line.find(';'), line.size() - 1) + 1);
    const std::size_t equals = item.find('=');
    if (equals == item.npos || equals == 0)
      throw Error(place_, fmt::format("expected 0:r0=0 or x=1, not '{}'", printable(item)));
    outcome.values[column_name(trimmed(item.substr(0, equals)))] =
        value_text(trimmed(item.substr(equals + 1)));
  }
  test_->outcomes.push_back(std::move(outcome));
  --states_left_;
}

void LogReader::read_fact(std::string_view line) {
  if (take(line, "Hash=")) {
    test_->hash = std::string(trimmed(line));
  } else if (take(line, "Condition ")) {
    for (const std::string_view verdict : {" is NOT validated", " is validated"}) {
      if (line.ends_with(verdict)) line.remove_suffix(verdict.size());
    }
    test_->condition = std::string(trimmed(line));
  }
}

}  // namespace litmus
