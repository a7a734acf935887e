// The digest of hash.h's pieces: locals come before locations, each sorted by name.
#include "lang/hash.h"

#include <algorithm>
#include <tuple>

#include "lang/md5.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

std::string joined(std::vector<HashText::Item> items) {
  // Locals by thread, then locations, then single elements of arrays.
  auto place = [](const HashText::Item& item) {
    return item.thread >= 0 ? item.thread : kMaxThreads + (item.element >= 0 ? 1 : 0);
  };
  auto before = [&](const HashText::Item& a, const HashText::Item& b) {
    return std::tuple(place(a), std::string_view(a.name), a.element) <
           std::tuple(place(b), std::string_view(b.name), b.element);
  };
  std::sort(items.begin(), items.end(), before);
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && items[i].text == items[i - 1].text) continue;
    if (i > 0) text += "; ";
    text += items[i].text;
  }
  return text;
}

}  // namespace

std::string herd_hash(HashText text) {
  std::string code;
  for (const std::string& thread : text.threads) {
    if (!code.empty()) code += '|';
    code += " " + thread + "\n ";
  }
  code += ";\n";
  std::string digests;
  if (!text.digested_metadata.empty()) {
    std::string values;
    for (const std::string& value : text.digested_metadata) values += value;
    digests += bytes(md5(values));
  }
  digests += bytes(md5(joined(std::move(text.init))));
  digests += bytes(md5(code));
  digests += bytes(md5(joined(std::move(text.observed))));
  return hex(md5(digests));
}

std::string hash_of(const Test& test) { return parse_test(to_litmus(test), test.name).hash; }

}  // namespace litmus
