// Tested by claims_test.cpp.
#include "report/claims.h"

#include <fmt/core.h>

#include <algorithm>

#include "harness/figures.h"
#include "lang/trimmed.h"
#include "report/measurement.h"

namespace litmus {
namespace {

bool is_about(const JudgedOutcome& outcome, const Condition& condition) {
  if (outcome.grade) return *outcome.grade != Grade::Allowed;
  const bool must_hold = condition.quantifier == Condition::Quantifier::Forall;
  return outcome.interesting != must_hold;
}

bool is_possible(const JudgedOutcome& outcome) {
  return std::find(outcome.allowed.begin(), outcome.allowed.end(), true) != outcome.allowed.end();
}

constexpr std::size_t kShort = 60;  // characters of code that a line of evidence has room for

// What was not played says nothing; what hung was.
bool is_evidence(const Evidence& evidence) {
  return evidence.instances > 0 || !evidence.never_ended.empty();
}

const char* word_of(const Evidence& evidence) {
  if (!is_evidence(evidence)) return "-";
  if (!evidence.measured.empty()) return "shows";
  return evidence.may_be ? "may" : "never";
}

std::string text_of(const Evidence& evidence) {
  if (!evidence.measured.empty()) return "median " + evidence.measured;
  const std::string all = short_count(static_cast<double>(evidence.instances));
  if (!evidence.never_ended.empty()) return evidence.never_ended;
  if (!is_evidence(evidence)) return "not played";
  const std::string seen =
      evidence.seen == 1 ? "once" : short_count(static_cast<double>(evidence.seen)) + " times";
  const std::string text = evidence.seen > 0 ? fmt::format("seen {} in {}", seen, all)
                                             : fmt::format("not seen in {}", all);
  if (!evidence.compiled.empty()) return text + "; a race, compiled to " + evidence.compiled;
  if (evidence.seen > 0) return text;
  if (evidence.undefined) return text + "; a race: nothing is promised";
  return evidence.may_be ? text + "; elsewhere it may be" : text;
}

}  // namespace

Evidence evidence_of(const RunResult& result) {
  const bool hung = result.record.end == ChildAnswer::End::Hung;
  Evidence evidence{.undefined = !result.judged.races.empty(),
                    .never_ended = hung ? result.record.end_message : "",
                    .measured = result.judged.measured ? median_text(result) : "",
                    .seen = hung ? 1u : 0u,
                    .instances = result.record.instances};
  if (evidence.undefined && result.code.instructions.size() <= kShort)
    evidence.compiled = result.code.instructions;
  evidence.may_be = evidence.undefined || result.judged.shows_harm ||
                    (hung && result.verdict != Verdict::Hang);  // it may be allowed to
  for (const auto* list : {&result.judged.seen, &result.judged.unseen}) {
    for (const JudgedOutcome& outcome : *list) {
      if (!is_about(outcome, result.test.condition)) continue;
      evidence.seen += outcome.count;
      evidence.may_be |= is_possible(outcome);
    }
  }
  return evidence;
}

ClaimsTable::ClaimsTable(std::string_view suite) {
  Claim next;
  while (!suite.empty()) {
    const std::size_t end = std::min(suite.find('\n'), suite.size());
    const std::string_view line = suite.substr(0, end);
    suite.remove_prefix(std::min(end + 1, suite.size()));
    const std::string_view text = trimmed(line.substr(0, line.find('#')));
    if (line.starts_with("#   ")) {
      next.text += fmt::format("  {}\n", trimmed(line.substr(1)));
      ++next.sentences;
    } else if (line.size() > 2 && line.starts_with("# ") && line[2] >= '0' && line[2] <= '9') {
      next.lesson = fmt::format("{}\n", trimmed(line.substr(1)));
    } else if (!text.empty()) {
      if (!next.text.empty()) claims_.push_back(next);
      next.text.clear();
      next.sentences = 0;
      if (!claims_.empty()) claim_of_.emplace(text, claims_.size() - 1);
    }
  }
}

std::string ClaimsTable::heading_of(const std::string& test) {
  const auto claim = claim_of_.find(test);
  if (claim == claim_of_.end() || claim->second == claim_) return "";
  claim_ = claim->second;
  const Claim& now = claims_[*claim_];
  shown_ += now.sentences;
  const std::string text = now.lesson == lesson_ ? now.text : now.lesson + now.text;
  lesson_ = now.lesson;
  return text;
}

std::string ClaimsTable::line(const RunResult& result, std::size_t names, const Style& style) {
  const std::string heading = heading_of(result.test.name);
  const std::string text = heading.empty() ? "" : paint(heading, Ink::Bold, style);
  const Evidence evidence = evidence_of(result);
  const char* const word = word_of(evidence);
  if (evidence.measured.empty() && is_evidence(evidence)) {
    (evidence.may_be ? may_ : never_) += 1;
    if (evidence.seen > 0) (evidence.may_be ? may_seen_ : never_seen_) += 1;
  }
  const Ink ink = !evidence.may_be && evidence.seen > 0 ? Ink::Bad : Ink::Plain;
  return text + fmt::format("    {:<5}  {:<{}}  {}\n", word, result.test.name, names,
                            paint(text_of(evidence), ink, style));
}

std::string ClaimsTable::summary() const {
  return fmt::format("{}: of {} things that may happen {} were seen, of {} that never may {}\n",
                     counted(shown_, "claim"), may_, may_seen_, never_, never_seen_);
}

}  // namespace litmus
