// Tested by record_test.cpp and record_fuzz.cpp.
#include "report/record.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace litmus {
namespace {

constexpr std::size_t kMaxBrackets =
    32;  // ours is 5; the JSON library recurses, so there is a limit

// How deep brackets nest outside strings.
std::size_t nesting(std::string_view text) {
  std::size_t depth = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '{' || c == '[')) {
      deepest = std::max(deepest, ++depth);
    } else if (!quoted && (c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

// One object of a line, whose fields are asked for by name and kind.
class Fields {
 public:
  Fields(const Json& json, const Place& place) : json_(json), place_(place) {
    if (!json.is_object()) throw Error(place, "expected an object: {\"field\":value,...}");
  }

  std::string text(const char* name, std::string otherwise = "") const {
    const Json* field = find(name);
    if (field == nullptr) return otherwise;
    if (!field->is_string()) wrong(name, "a text");
    return field->get<std::string>();
  }

  std::string required_text(const char* name) const {
    if (find(name) == nullptr) throw Error(place_, fmt::format("\"{}\" is missing", name));
    return text(name);
  }

  std::uint64_t count(const char* name) const {
    const Json* field = find(name);
    return field == nullptr ? 0 : count_of(*field, name);
  }

  std::uint64_t count_of(const Json& value, const char* name) const {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMostCounted)
      wrong(name, "a count");
    return value.get<std::uint64_t>();
  }

  double number(const char* name) const {
    const Json* field = find(name);
    if (field == nullptr) return 0;
    if (!field->is_number() || !std::isfinite(field->get<double>())) wrong(name, "a number");
    return field->get<double>();
  }

  bool flag(const char* name) const {
    const Json* field = find(name);
    if (field == nullptr) return false;
    if (!field->is_boolean()) wrong(name, "true or false");
    return field->get<bool>();
  }

  // What is no seed of ours is passed over: it only helps to repeat a run.
  std::optional<std::uint64_t> seed() const {
    const Json* field = find("seed");
    if (field == nullptr || !field->is_number_unsigned()) return std::nullopt;
    return field->get<std::uint64_t>();
  }

  const Json& list(const char* name) const {
    static const Json kNone = Json::array();
    const Json* field = find(name);
    if (field == nullptr) return kNone;
    if (!field->is_array()) wrong(name, "a list");
    return *field;
  }

  const Json& object(const char* name) const {
    static const Json kNone = Json::object();
    const Json* field = find(name);
    if (field == nullptr) return kNone;
    if (!field->is_object()) wrong(name, "an object");
    return *field;
  }

  [[noreturn]] void wrong(const char* name, std::string_view kind) const {
    throw Error(place_, fmt::format("\"{}\" is not {}", name, kind));
  }

 private:
  // So that a million such counts can be added.
  static constexpr std::uint64_t kMostCounted = std::uint64_t{1} << 53;

  const Json* find(const char* name) const {
    const auto at = json_.find(name);
    return at == json_.end() || at->is_null() ? nullptr : &*at;
  }

  const Json& json_;
  const Place& place_;
};

NamedRow row_of(const Fields& fields) {
  NamedRow row;
  for (const auto& [column, value] : fields.object("values").items()) {
    if (value.is_string()) {
      row[column] = value.get<std::string>();
    } else if (value.is_number_integer()) {
      row[column] = to_text(value);
    } else {
      fields.wrong("values", "a row of whole numbers and names");
    }
  }
  return row;
}

RecordedOutcome outcome_of(const Json& json, const Place& place) {
  const Fields fields(json, place);
  RecordedOutcome outcome{.values = row_of(fields),
                          .count = fields.count("count"),
                          .allowed = {},
                          .verdict = fields.text("verdict", "ok"),
                          .interesting = fields.flag("interesting")};
  for (const auto& [model, allowed] : fields.object("allowed").items()) {
    if (!allowed.is_boolean()) fields.wrong("allowed", "true or false for each model");
    outcome.allowed[model] = allowed.get<bool>();
  }
  return outcome;
}

std::vector<RecordedOutcome> outcomes_of(const Json& list, const Place& place) {
  std::vector<RecordedOutcome> outcomes;
  for (const Json& json : list) outcomes.push_back(outcome_of(json, place));
  return outcomes;
}

RecordedBlock block_of(const Json& json, const Record& record, const Place& place) {
  const Fields fields(json, place);
  RecordedBlock block{.environment = fields.count("environment"),
                      .instances = fields.count("instances"),
                      .counts = {}};
  for (const Json& count : fields.list("counts"))
    block.counts.push_back(fields.count_of(count, "counts"));
  if (block.environment >= record.environments.size())
    fields.wrong("environment", "one of this record's environments");
  if (block.counts.size() != record.outcomes.size())
    fields.wrong("counts", "one count for each outcome");
  return block;
}

RunOrigin origin_of(const std::shared_ptr<const Json>& json, const Place& place) {
  const Fields fields(*json, place);
  if (fields.count("schema") > kSchema) {
    throw Error(place,
                fmt::format("this is schema {}; we read up to {}", fields.count("schema"), kSchema),
                "a newer litmus wrote it, and can read it");
  }
  return {.version = fields.text("litmus"),
          .architecture = fields.text("architecture"),
          .processor = fields.text("processor"),
          .compiler = fields.text("compiler"),
          .start = fields.text("start"),
          .emulated = fields.flag("emulated"),
          .line = json};
}

Record record_of(const std::shared_ptr<const Json>& json, const Place& place) {
  const Fields fields(*json, place);
  Record record{.test = fields.required_text("test"),
                .hash = fields.text("hash"),
                .verdict = fields.text("verdict", "ok"),
                .engine = fields.text("engine"),
                .condition = fields.text("condition"),
                .source = fields.text("source"),
                .instances = fields.count("instances"),
                .seconds = fields.number("seconds"),
                .seed = fields.seed(),
                .race = fields.flag("race"),
                .searched = fields.flag("searched"),
                .partial = fields.flag("partial"),
                .stopped = fields.text("end") == "stopped",
                .condition_broken = fields.flag("condition_broken"),
                .built_in = fields.flag("built_in"),
                .outcomes = outcomes_of(fields.list("outcomes"), place),
                .unseen = outcomes_of(fields.list("unseen"), place),
                .environments = {},
                .blocks = {},
                .line = json};
  for (const Json& environment : fields.list("environments"))
    record.environments.push_back(Fields(environment, place).text("environment"));
  for (const Json& block : fields.list("blocks"))
    record.blocks.push_back(block_of(block, record, place));
  return record;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

// Of the UTF-8 character that the text begins with; 0: it is none, or a control character.
std::size_t bytes_of_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return first >= 0x20 && first != 0x7f ? 1 : 0;
  const std::size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < bytes) return 0;
  for (std::size_t i = 1; i < bytes; ++i) {
    if (byte(i) >> 6 != 2) return 0;
  }
  const unsigned char second = byte(1);
  const bool control = first == 0xc2 && second < 0xa0;
  const bool too_long = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool no_character = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
  return control || too_long || no_character ? 0 : bytes;
}

bool ended_badly(const Record& record) {
  return record.verdict == "crash" || record.verdict == "hang";
}

}  // namespace

bool breaks_claim(const Record& record) {
  return record.condition_broken && record.verdict != "undefined";
}

bool fails(const Record& record) {
  return record.verdict == "finding" || record.verdict == "compiler" || ended_badly(record) ||
         breaks_claim(record);
}

bool fails_by_our_kernel(const Record& record) {
  return record.built_in && ended_badly(record) && !record.condition_broken;
}

bool are_two_tests(std::string_view hash, std::string_view other) {
  return !hash.empty() && !other.empty() && hash != other;
}

std::string to_string(const NamedRow& row) {
  std::string text;
  for (const auto& [column, value] : row) {
    if (!text.empty()) text += "; ";
    text += column + "=" + value;
  }
  return text;
}

RunLine read_run_line(std::string_view line, const Place& place) {
  if (nesting(line) > kMaxBrackets)
    throw Error(place, fmt::format("brackets nest deeper than {}", kMaxBrackets));
  const auto json = std::make_shared<const Json>(parse_json(line));
  if (json->is_discarded())
    throw Error(place, "this line is not JSON", "litmus run --out writes what can be read here");
  if (json->is_object() && json->contains("litmus")) return origin_of(json, place);
  return record_of(json, place);
}

std::optional<RunLine> RunFileReader::read(std::string_view line, bool ended) {
  ++place_.line;
  if (is_blank(line)) return std::nullopt;
  // Every finished line ends; one that does not may be cut anywhere, even where it is JSON.
  if (!ended) {
    truncated_ = true;
    return std::nullopt;
  }
  RunLine read = read_run_line(line, place_);
  if (std::holds_alternative<RunOrigin>(read)) {
    has_header_ = true;
  } else if (!has_header_) {
    throw Error(place_, "a record without a header above it",
                "a results file begins with a line {\"litmus\":...} that says where it was made");
  }
  return read;
}

void SettledLines::add(const RunLine& line, const Place& place) {
  const auto* record = std::get_if<Record>(&line);
  if (record == nullptr) end();
  if (record != nullptr) {
    const std::pair test(record->test, record->hash);
    held_.erase(test);
    if (record->partial) {
      held_.emplace(test, Held{*record, place});
      return;
    }
  }
  take_(line, place);
}

void SettledLines::end() {
  for (const auto& [test, held] : held_) take_(held.record, held.place);
  held_.clear();
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t bytes = bytes_of_character(text);
    result += bytes > 0 ? text.substr(0, bytes) : "?";
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return result;
}

}  // namespace litmus
