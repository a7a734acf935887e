// Tested by merge_test.cpp.
#include "report/merge.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>

#include "lang/md5.h"

namespace litmus {
namespace {

Fingerprint fingerprint(std::string_view text) {
  const auto digest = md5(text);
  Fingerprint result;
  static_assert(sizeof digest == sizeof result);
  std::memcpy(result.data(), digest.data(), sizeof result);
  return result;
}

// Equal for lines that say the same, whatever the order of their fields and their blanks.
Fingerprint meaning_of(const Json& line) { return fingerprint(with_fields_sorted(line)); }

// Below which header a record stands is part of what it says.
Fingerprint below(const Fingerprint& header, const Fingerprint& record) {
  return {header[0] * 31 + record[0], header[1] * 31 + record[1]};
}

std::array<char, 32> stored(std::string_view hash) {
  std::array<char, 32> result{};
  std::copy_n(hash.begin(), std::min(hash.size(), result.size()), result.begin());
  return result;
}

}  // namespace

std::vector<std::string> Merge::take(const RunLine& line, const Place& place) {
  if (const auto* origin = std::get_if<RunOrigin>(&line)) return take_origin(*origin);
  return take_record(std::get<Record>(line), place);
}

// A run is kept even if it has no records: that somebody tried is a fact, too.
std::vector<std::string> Merge::take_origin(const RunOrigin& origin) {
  header_ = to_text(*origin.line);
  header_print_ = meaning_of(*origin.line);
  if (!runs_.insert(header_print_).second) return {};
  written_print_ = header_print_;
  return {header_};
}

std::vector<std::string> Merge::take_record(const Record& record, const Place& place) {
  check_hash(record, place);
  if (!seen_.insert(below(header_print_, meaning_of(*record.line))).second) {
    ++repeated_;
    return {};
  }
  const Fingerprint test = below(header_print_, fingerprint(record.test + '\n' + record.hash));
  if (record.partial) {
    Partial& partial = partial_[test];
    if (finished_.count(test) > 0 || record.instances < partial.instances) return {};
    partial = {header_, to_text(*record.line), header_print_, record.instances};
    return {};
  }
  finished_.insert(test);
  return written(header_, header_print_, to_text(*record.line));
}

std::vector<std::string> Merge::rest() {
  std::vector<std::string> lines;
  for (const auto& [test, partial] : partial_) {
    if (finished_.count(test) > 0) continue;
    for (std::string& line : written(partial.header, partial.header_print, partial.line))
      lines.push_back(std::move(line));
  }
  return lines;
}

// A line below its header, which is written again when something else stands above.
std::vector<std::string> Merge::written(const std::string& header, const Fingerprint& header_print,
                                        std::string line) {
  std::vector<std::string> lines;
  if (written_print_ != header_print) lines.push_back(header);
  written_print_ = header_print;
  lines.push_back(std::move(line));
  ++records_;
  return lines;
}

void Merge::check_hash(const Record& record, const Place& place) {
  if (record.hash.empty()) return;  // it may be any test
  if (files_.empty() || files_.back() != place.file) files_.push_back(place.file);
  const Known known{.hash = stored(record.hash),
                    .file = static_cast<std::uint32_t>(files_.size() - 1),
                    .line = place.line};
  const auto [at, is_new] = tests_.emplace(fingerprint(record.test), known);
  if (is_new || at->second.hash == known.hash) return;
  throw Error(
      place,
      fmt::format("two tests are called {}: this one and that of {}:{} have different hashes",
                  printable(record.test), files_[at->second.file], at->second.line),
      "merge only what was asked of the same tests, or rename one");
}

}  // namespace litmus
