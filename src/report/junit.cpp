// Tested by junit_test.cpp.
#include "report/junit.h"

#include <fmt/core.h>

#include <algorithm>

#include "harness/figures.h"

namespace litmus {
namespace {

// Text in an attribute or an element. XML has no way to write most control characters.
std::string xml(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += "&#10;";
        break;
      default:
        result += byte < 0x20 || byte == 0x7f ? '?' : c;
    }
  }
  return result;
}

std::string_view what_failed(const Record& record) {
  const bool says = record.verdict == "finding" || record.verdict == "compiler" ||
                    record.verdict == "crash" || record.verdict == "hang";
  return says ? std::string_view(record.verdict) : "its condition is broken";
}

std::string evidence(const Record& record) {
  std::string text = record.condition.empty() ? "" : record.condition + "\n";
  for (const RecordedOutcome& outcome : record.outcomes) {
    text += fmt::format("{:>15}  {}", grouped(outcome.count), to_string(outcome.values));
    if (outcome.verdict != "ok") text += "  <- " + outcome.verdict;
    text += "\n";
  }
  text += fmt::format("{} instances in {}\n", grouped(record.instances), duration(record.seconds));
  // A record knows the test's name, and not what words were given for it: a file, a suite.
  if (record.seed)
    text += fmt::format("to repeat: the same command with --seed {}\n", *record.seed);
  return text;
}

std::string test_case(const Record& record) {
  std::string text = fmt::format("  <testcase classname=\"litmus\" name=\"{}\" time=\"{:.3f}\"",
                                 xml(record.test), record.seconds);
  if (fails(record)) {
    return text + fmt::format(
                      ">\n    <failure message=\"{0}\" type=\"{0}\">{1}</failure>\n"
                      "  </testcase>\n",
                      xml(what_failed(record)), xml(evidence(record)));
  }
  if (record.verdict == "skipped") return text + ">\n    <skipped/>\n  </testcase>\n";
  return text + "/>\n";
}

}  // namespace

std::string to_junit(const std::vector<Record>& records) {
  const auto failures = std::count_if(records.begin(), records.end(), fails);
  const auto skipped = std::count_if(records.begin(), records.end(),
                                     [](const Record& r) { return r.verdict == "skipped"; });
  double seconds = 0;
  std::string cases;
  for (const Record& record : records) {
    seconds += record.seconds;
    cases += test_case(record);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuite name=\"litmus\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{:.3f}\">\n"
      "{}</testsuite>\n",
      records.size(), failures, skipped, seconds, cases);
}

}  // namespace litmus
