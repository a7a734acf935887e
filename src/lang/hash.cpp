// The digest of hash.h's pieces: locals come before locations, each sorted by name.
#include "lang/hash.h"

#include <algorithm>
#include <tuple>

#include "lang/md5.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

// Locals by thread, then locations, then single elements of arrays.
auto place(const HashText::Name& name) {
  const int owner = name.thread >= 0 ? name.thread : kMaxThreads + (name.element >= 0 ? 1 : 0);
  return std::tuple(owner, name.name, name.element);
}

std::string joined(std::vector<HashText::Initial> init) {
  std::sort(init.begin(), init.end(),
            [](const auto& a, const auto& b) { return place(a.name) < place(b.name); });
  std::string text;
  for (const HashText::Initial& item : init) {
    if (!text.empty()) text += "; ";
    text += item.text;
  }
  return text;
}

std::string joined(std::vector<HashText::Name> observed) {
  const auto same = [](const auto& a, const auto& b) { return place(a) == place(b); };
  std::sort(observed.begin(), observed.end(),
            [](const auto& a, const auto& b) { return place(a) < place(b); });
  observed.erase(std::unique(observed.begin(), observed.end(), same), observed.end());
  std::string text;
  for (const HashText::Name& name : observed) {
    if (!text.empty()) text += "; ";
    if (name.thread >= 0) text += std::to_string(name.thread) + ":";
    text += name.name;
    if (name.element >= 0) text += "[" + std::to_string(name.element) + "]";
  }
  return text;
}

}  // namespace

std::string herd_hash(HashText text) {
  std::string digests;
  digests.reserve(4 * sizeof(Md5));
  const auto add_digest = [&](std::string_view piece) {
    const Md5 digest = md5(piece);
    digests.append(digest.begin(), digest.end());
  };
  if (!text.digested_metadata.empty()) {
    std::string values;
    for (std::string_view value : text.digested_metadata) values += value;
    add_digest(values);
  }
  add_digest(joined(std::move(text.init)));
  add_digest(text.code += ";\n");
  add_digest(joined(std::move(text.observed)));
  return hex(md5(digests));
}

std::string hash_of(const Test& test) { return parse_test(to_litmus(test), test.name).hash; }

}  // namespace litmus
