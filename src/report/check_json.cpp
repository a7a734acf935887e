// Judgements as JSON, written by hand: a line is short, and there may be thousands.
#include "report/check_json.h"

#include <algorithm>
#include <charconv>

#include "lang/print_code.h"
#include "report/json.h"

namespace litmus {
namespace {

std::string_view quantifier_name(Condition::Quantifier quantifier) {
  switch (quantifier) {
    case Condition::Quantifier::Exists:
      return "exists";
    case Condition::Quantifier::NotExists:
      return "~exists";
    case Condition::Quantifier::Forall:
      return "forall";
  }
  return "";
}

// Most names need no escapes.
std::string quoted(const std::string& text) {
  auto plain = [](char c) { return c >= ' ' && c < 127 && c != '"' && c != '\\'; };
  if (std::all_of(text.begin(), text.end(), plain)) return '"' + text + '"';
  return quoted_json(text);
}

template <typename Number>
void add_number(std::string& line, Number value) {
  char digits[24];
  line.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void add_outcomes(std::string& line, const Test& test, const std::vector<Outcome>& outcomes) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < static_cast<std::size_t>(test.shown); ++i)
    keys.push_back((i == 0 ? "" : ",") + quoted(test.observed[i].name) + ":");
  for (const Outcome& outcome : outcomes) {
    line += &outcome == outcomes.data() ? "{" : ",{";
    for (std::size_t i = 0; i < keys.size(); ++i) {
      line += keys[i];
      const Type& type = test.observed[i].type;
      if (type.is_pointer() && outcome[i] != 0) {
        line += quoted(value_text(outcome[i], type, test));
      } else if (type.is_unsigned_64()) {
        add_number(line, static_cast<std::uint64_t>(outcome[i]));
      } else {
        add_number(line, outcome[i]);
      }
    }
    line += '}';
  }
}

}  // namespace

std::string to_json(const Test& test, const Judgement& judgement) {
  std::string line = "{\"test\":" + quoted(test.name) + ",\"model\":" + quoted(judgement.model);
  line += ",\"outcomes\":[";
  add_outcomes(line, test, judgement.outcomes);
  line += "],\"condition\":\"";
  line += quantifier_name(test.condition.quantifier);
  line += "\",\"holds\":\"";
  line += judgement.decided() ? to_string(judgement.holds) : "undecided";
  line += judgement.races.empty() ? "\",\"race\":false" : "\",\"race\":true";
  if (!judgement.flags.empty()) {
    line += ",\"flags\":[";
    for (const std::string& flag : judgement.flags)
      line += (line.back() == '[' ? "" : ",") + quoted(flag);
    line += ']';
  }
  if (judgement.bounded) line += ",\"bounded\":true";
  if (judgement.cut_short) line += ",\"cut_short\":true";
  return line + '}';
}

}  // namespace litmus
