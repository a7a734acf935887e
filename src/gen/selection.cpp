// Reads selections; the table of suites.
#include "gen/selection.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "harness/error.h"
#include "lang/nearest.h"
#include "lang/order.h"

namespace litmus {
namespace {

constexpr NamedSelection kNamedSelections[] = {
    {"families", "every relaxed cycle of up to four threads", "size=8;threads=4", 68},
    {"coherence", "one location, every order",
     "size=3;only=Rfe,Fre,Coe,pos,internal;orders=rlx,acq,rel,sc", 108},
    {"x86", "program order, MFENCE, store forwarding", "size=7;threads=3;edges=Rfi;fences=sc", 315},
    {"x86-large", "the same with locked instructions",
     "size=6;threads=3;edges=Rfi;fences=sc;updates", 4728},
    {"arm", "dependencies, DMB and DMB LD, acquire and release",
     "size=4;edges=dep;fences=sc,acq;orders=rlx,acq,rel", 1080},
    {"arm-large", "the same up to five edges", "size=5;edges=dep;fences=sc,acq;orders=rlx,acq,rel",
     4920},
    {"riscv", "dependencies and the four fences", "size=6;threads=3;edges=dep;fences=sc,acq,rel,ar",
     2189},
    {"riscv-large", "shorter, with acquire and release",
     "size=5;edges=dep;fences=sc,acq,rel,ar;orders=rlx,acq,rel", 10532},
    {"power", "dependencies, sync and lwsync", "size=6;threads=4;edges=dep;fences=sc,ar", 759},
    {"power-large", "the same up to eight edges", "size=8;threads=4;edges=dep;fences=sc,ar", 6516},
    {"c++", "every order of loads and stores", "size=5;threads=3;orders=rlx,acq,rel,sc", 1836},
    {"c++-large", "the same up to six edges", "size=6;orders=rlx,acq,rel,sc", 9900},
};

constexpr std::string_view kKeys[] = {"size",   "threads", "edges",  "only",
                                      "orders", "fences",  "updates"};

class SelectionReader {
 public:
  explicit SelectionReader(std::string_view text) : whole_(text) {}

  Selection read() {
    selection_.edges = basic_edges();
    read_items(whole_);
    return std::move(selection_);
  }

 private:
  void read_items(std::string_view text) {
    while (!text.empty()) {
      std::size_t end = text.find_first_of("; \t");
      std::string_view item = text.substr(0, end);
      text.remove_prefix(std::min(item.size() + 1, text.size()));
      if (!item.empty()) read_item(item);
    }
  }

  void read_item(std::string_view item) {
    for (const NamedSelection& suite : kNamedSelections) {
      if (item == suite.name) return read_items(suite.selection);
    }
    std::size_t equals = item.find('=');
    std::string_view key = item.substr(0, equals);
    std::string_view value = item.substr(std::min(key.size() + 1, item.size()));
    if (key == "size") return read_size(value);
    if (key == "threads") return void(selection_.max_threads = number(value));
    if (key == "edges") return for_each_word(value, [&](auto word) { add_edges(word); });
    if (key == "only") {
      selection_.edges.clear();
      return for_each_word(value, [&](auto word) { add_edges(word); });
    }
    if (key == "orders") {
      selection_.orders.clear();
      return for_each_word(value, [&](auto w) { selection_.orders.push_back(order(w)); });
    }
    if (key == "fences") return for_each_word(value, [&](auto w) { add(fence_edges(fence(w))); });
    if (item == "updates") return void(selection_.updates = true);
    std::vector<std::string_view> known(std::begin(kKeys), std::end(kKeys));
    for (const NamedSelection& suite : kNamedSelections) known.push_back(suite.name);
    refuse(key, fmt::format("no selection is called '{}'", key),
           did_you_mean(key, known, "write size=4;orders=rlx,sc or a suite's name, as in x86"));
  }

  void read_size(std::string_view value) {
    std::size_t dash = value.find('-');
    if (dash != std::string_view::npos) selection_.min_size = number(value.substr(0, dash));
    selection_.max_size = number(dash == std::string_view::npos ? value : value.substr(dash + 1));
    if (dash == std::string_view::npos) selection_.min_size = 2;
    if (dash != std::string_view::npos && selection_.min_size > selection_.max_size)
      refuse(value,
             fmt::format("no size is from {} to {}", selection_.min_size, selection_.max_size),
             "the smaller one comes first");
  }

  int number(std::string_view text) const {
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool whole = error == std::errc() && end == text.data() + text.size();
    if (whole && value >= 1 && value <= static_cast<int>(kMaxCycle)) return value;
    refuse(text, fmt::format("'{}' is no number from 1 to {}", text, kMaxCycle), "");
  }

  template <typename Use>
  void for_each_word(std::string_view list, Use use) const {
    while (!list.empty()) {
      std::string_view word = list.substr(0, list.find(','));
      list.remove_prefix(std::min(word.size() + 1, list.size()));
      use(word);
    }
  }

  void add(std::vector<Edge> edges) {
    selection_.edges.insert(selection_.edges.end(), edges.begin(), edges.end());
  }

  void add_edges(std::string_view word) {
    if (word == "dep") return add(dependency_edges());
    if (word == "pos") return add(coherence_edges());
    if (word == "internal") return add(internal_edges());
    if (auto edge = edge_named(word)) return selection_.edges.push_back(*edge);
    std::vector<std::string_view> known(edge_words().begin(), edge_words().end());
    known.insert(known.end(), {"dep", "pos", "internal"});
    refuse(word, fmt::format("no edge is called '{}'", word),
           did_you_mean(word, known, "edges are Rfi, PosRR, DpAddrdR, ...; or dep, pos, internal"));
  }

  Order order(std::string_view word) const {
    if (auto named = order_from(word); named && *named != Order::Plain) return *named;
    refuse(word, fmt::format("no order is called '{}'", word), "orders are rlx acq rel ar sc");
  }

  Order fence(std::string_view word) const {
    Order named = order(word);
    if (named == Order::Relaxed)
      refuse(word, "a relaxed fence is none", "fences are sc acq rel ar");
    return named;
  }

  [[noreturn]] void refuse(std::string_view part, const std::string& message,
                           const std::string& hint) const {
    // A suite's own text is ours, and right; so the part stands in what the user wrote.
    std::size_t at = static_cast<std::size_t>(part.data() - whole_.data());
    throw Error(Place{.file = "selection",
                      .line = 1,
                      .column = static_cast<int>(at) + 1,
                      .source = std::string(whole_)},
                message, hint);
  }

  std::string_view whole_;
  Selection selection_;
};

}  // namespace

Selection parse_selection(std::string_view text) { return SelectionReader(text).read(); }

std::span<const NamedSelection> named_selections() { return kNamedSelections; }

}  // namespace litmus
