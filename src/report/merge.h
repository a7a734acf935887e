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
// One name with two hashes is two tests, whose tallies nobody may add: that is refused.
//
// Keeps some 150 bytes a record, whatever its length: a million of 1 kB need 150 MB. Tested by
// merge_test.cpp.
#pragma once

#include <array>
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

  std::size_t records() const { return seen_.size(); }
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

  std::string header_;  // of what is being read
  Fingerprint header_print_{};
  Fingerprint written_print_{};  // of the last header that was written
  std::unordered_set<Fingerprint, FingerprintHash> runs_, seen_;
  std::unordered_map<Fingerprint, Known, FingerprintHash> tests_;  // by name
  std::vector<std::string> files_;
  std::size_t repeated_ = 0;
};

}  // namespace litmus
