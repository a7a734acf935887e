// Many results files into one: what shards and machines have said, each thing once.
//
//     Merge merge;
//     for (each line read) for (const std::string& out : merge.take(line, place)) write(out);
//
// Headers are kept, so that every record still stands below the one that says where it was made; a
// header is written again when the records below change. The same record below the same header is
// written once, however often it comes. Records themselves are not added up: a number keeps its
// conditions, and whoever reads them adds what may be added (answers.h).
//
// A partial record is kept back, in case another file has the whole one.
//
// One name with two hashes is two tests, whose tallies nobody may add: that is refused.
//
// Keeps some 200 bytes a record, whatever its length: a million of 1 kB need 200 MB. Tested by
// merge_test.cpp.
#pragma once

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "report/record.h"

namespace litmus {

// Of what was written before, only this much is remembered.
using Fingerprint = std::array<std::uint64_t, 2>;

struct FingerprintHash {
  std::size_t operator()(const Fingerprint& fingerprint) const { return fingerprint[0]; }
};

class Merge {
 public:
  // The lines to write for this one, without newlines: none, it, or its header and it. Throws
  // Error.
  std::vector<std::string> take(const RunLine& line, const Place& place);
  // What stands at the end: partial records (record.h) that no file had the rest of.
  std::vector<std::string> rest();

  std::size_t records() const { return records_; }
  std::size_t repeated() const { return repeated_; }
  std::size_t runs() const { return runs_.size(); }

 private:
  std::vector<std::string> take_origin(const RunOrigin& origin);
  std::vector<std::string> take_record(const Record& record, const Place& place);
  void check_hash(const Record& record, const Place& place);

  struct Known {
    std::array<char, 32> hash;
    std::uint32_t file = 0;  // into files_
    int line = 0;
  };

  struct Partial {
    std::string header, line;
    Fingerprint header_print{};
    std::uint64_t instances = 0;
  };

  std::vector<std::string> written(const std::string& header, const Fingerprint& header_print,
                                   std::string line);

  std::string header_;  // of what is being read
  Fingerprint header_print_{};
  Fingerprint written_print_{};  // of the last header that was written
  std::unordered_set<Fingerprint, FingerprintHash> runs_, seen_;
  std::unordered_set<Fingerprint, FingerprintHash> finished_;      // a test, in a run
  std::map<Fingerprint, Partial> partial_;                         // the same, not finished
  std::unordered_map<Fingerprint, Known, FingerprintHash> tests_;  // by name
  std::vector<std::string> files_;
  std::size_t records_ = 0, repeated_ = 0;
};

}  // namespace litmus
