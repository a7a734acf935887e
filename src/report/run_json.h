// A run as other programs read it, one line:
//
//     {"test":"SB","engine":"batch","instances":123,"seconds":1.0,
//      "outcomes":[{"values":{"0:r0":0,"1:r0":0},"count":7,
//                   "allowed":{"sc":false,"tso":true,"c++20":true}},...],
//      "unseen":[{"values":{...},"allowed":{...},"bound":3e-9}],"verdict":"ok"}
//
// `litmus run --json` and `--out` write the same lines, after a header line that says where and
// with what they were made. A model whose judgement was cut short is missing from "allowed" where
// it is not known to allow. Of more than 4,096 outcomes that were not seen the rest is a number,
// "more_unseen". Fields may be added, never changed. No line holds a host or user name.
//
// Tested by run_json_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "harness/topology.h"
#include "report/run_result.h"

namespace litmus {

struct RunHeader {
  std::string version;       // of litmus
  std::string architecture;  // "x86-64"
  std::string processor;     // its model, as the system names it; "" if it does not
  std::string microcode, caches, kernel;
  bool virtualised = false, emulated = false;
  std::vector<int> cpus;  // that may be used
  Topology topology;      // of those
  double quota = 0;       // CPUs' worth of time the system grants; 0: no limit
  std::string compiler;   // of the kernels
  std::string flags;      // beside ours
  std::vector<std::string> models;
  std::uint64_t seed = 0;
  std::string start;  // "2026-01-31T12:00:00.123456Z"; tells runs apart
  std::string shard;  // "2/8"; "": everything
};

std::string to_json(const RunHeader& header);
std::string to_json(const RunResult& result);

}  // namespace litmus
