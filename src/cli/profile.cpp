// Tested by profile_test.cpp.
#include "cli/profile.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr std::string_view kTitle = "litmus profile 1";
constexpr std::size_t kMostTestsKept = 500;
constexpr std::size_t kMaxOfTest = 4;
constexpr std::size_t kMaxOfClass = 8;

std::string name_of(const Test& test) { return fmt::format("{} {}", test.name, test.hash); }

// Roles on workers: "3/2".
std::string class_of(std::size_t roles, std::size_t workers) {
  return fmt::format("{}/{}", roles, workers);
}

void add_once(std::vector<Environment>& list, const Environment& environment) {
  if (std::find(list.begin(), list.end(), environment) == list.end()) list.push_back(environment);
}

// The environment that showed a row most often in a second; nothing if none did.
std::optional<std::size_t> best_for(const Outcome& wanted, const RunRecord& record) {
  std::optional<std::size_t> best;
  double most = 0;
  for (std::size_t i = 0; i < record.environments.size(); ++i) {
    const InEnvironment& place = record.environments[i];
    std::uint64_t count = 0;
    for (const auto& [row, seen] : place.tally.counts)
      count += std::equal(wanted.begin(), wanted.end(), row.begin()) ? seen : 0;
    const double rate = place.seconds > 0 ? static_cast<double>(count) / place.seconds : 0;
    if (rate <= most) continue;
    most = rate;
    best = i;
  }
  return best;
}

// The first word of `text`, taken off it together with the blank behind it.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

}  // namespace

void Profile::read(std::string_view text, const std::string& file) {
  int number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size()));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const Place place{.file = file, .line = ++number, .column = 1, .source = std::string(line)};
    std::string_view rest = line;
    try {
      if (number == 1) {
        if (line != kTitle) throw Error("this is no profile of litmus");
        continue;
      }
      const std::string_view kind = take_word(rest);
      if (kind == "test") {
        const std::string_view name = take_word(rest), hash = take_word(rest);
        const std::string key = fmt::format("{} {}", name, hash);
        if (tests_.empty() || tests_.back().test != key) tests_.push_back({key, {}});
        add_once(tests_.back().environments, parse_environment(rest));
      } else if (kind == "class") {
        std::vector<Setting>& settings = classes_[std::string(take_word(rest))];
        const std::string_view wins = take_word(rest);
        Setting setting;
        const auto [end, error] =
            std::from_chars(wins.data(), wins.data() + wins.size(), setting.wins);
        if (error != std::errc() || end != wins.data() + wins.size())
          throw Error("the number of wins is none");
        setting.environment = parse_environment(rest);
        settings.push_back(std::move(setting));
      } else {
        throw Error("a profile has test and class lines");
      }
    } catch (const Error& error) {
      *this = {};
      throw Error(place, error.message(), "it will be written anew");
    }
  }
}

std::string Profile::text() const {
  std::string text = fmt::format("{}\n", kTitle);
  for (const Known& known : tests_) {
    for (const Environment& environment : known.environments)
      text += fmt::format("test {} {}\n", known.test, to_string(environment));
  }
  for (const auto& [name, settings] : classes_) {
    for (const Setting& setting : settings) {
      // Without a split, which is an empty word that nobody could read back.
      std::string words = to_string(setting.environment);
      const std::size_t split = words.find("split= ");
      if (split != words.npos) words.erase(split, 7);
      text += fmt::format("class {} {} {}\n", name, setting.wins, words);
    }
  }
  return text;
}

void Profile::suggest(Plan& plan, const Test& test) const {
  std::vector<Environment> first;
  for (const Known& known : tests_) {
    if (known.test == name_of(test)) first = known.environments;
  }
  for (const Hint& hint : plan.hints) {
    const auto settings = classes_.find(class_of(test.threads.size(), hint.split.size()));
    if (settings == classes_.end()) continue;
    for (const Setting& setting : settings->second) {
      Environment environment = setting.environment;
      environment.split = hint.split;
      add_once(first, environment);
    }
  }
  plan.environments = std::move(first);
}

void Profile::learn(const RunResult& result, const std::vector<Outcome>& wanted) {
  const RunRecord& record = result.record;
  Known known{.test = name_of(result.test), .environments = {}};
  for (const Outcome& row : wanted) {
    const std::optional<std::size_t> best = best_for(row, record);
    if (!best) continue;
    Environment environment = record.plan.environments[*best];
    if (known.environments.size() < kMaxOfTest) add_once(known.environments, environment);
    std::vector<Setting>& settings =
        classes_[class_of(result.test.threads.size(), environment.split.size())];
    environment.split.clear();
    const auto at = std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) {
      return setting.environment == environment;
    });
    if (at != settings.end()) {
      ++at->wins;
    } else {
      settings.push_back({.environment = environment, .wins = 1});
    }
    std::stable_sort(settings.begin(), settings.end(),
                     [](const Setting& a, const Setting& b) { return a.wins > b.wins; });
    // The newest one stays, however little it won: otherwise none could ever rise.
    if (settings.size() > kMaxOfClass) settings.erase(settings.end() - 2);
  }
  const bool has_a_blank = result.test.name.find(' ') != std::string::npos;
  if (known.environments.empty() || has_a_blank) return;
  std::erase_if(tests_, [&](const Known& each) { return each.test == known.test; });
  tests_.push_back(std::move(known));
  if (tests_.size() > kMostTestsKept) tests_.pop_front();
}

std::string profile_path(const std::string& processor) {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  std::string folder;
  if (state != nullptr && *state == '/') {
    folder = state;
  } else if (home != nullptr && *home == '/') {
    folder = std::string(home) + "/.local/state";
  } else {
    return "";
  }
  std::string name;
  for (const char c : processor) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain || (!name.empty() && name.back() != '-')) name += plain ? c : '-';
  }
  return fmt::format("{}/litmus/profile-{}", folder, name.empty() ? "unknown" : name);
}

}  // namespace litmus
