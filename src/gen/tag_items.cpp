// The words of a tag.
#include "gen/tag_items.h"

#include <fmt/core.h>

#include <utility>

#include "harness/error.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

constexpr std::pair<std::string_view, Order> kOrders[] = {
    {"rlx", Order::Relaxed}, {"acq", Order::Acquire}, {"rel", Order::Release},
    {"ar", Order::AcqRel},   {"sc", Order::SeqCst},
};

constexpr std::pair<std::string_view, Link> kLinks[] = {
    {"po", {Edge::Kind::Po}},
    {"pos", {Edge::Kind::Po, true}},
    {"f.sc", {Edge::Kind::Fence, false, Order::SeqCst}},
    {"f.scs", {Edge::Kind::Fence, true, Order::SeqCst}},
    {"f.acq", {Edge::Kind::Fence, false, Order::Acquire}},
    {"f.acqs", {Edge::Kind::Fence, true, Order::Acquire}},
    {"f.rel", {Edge::Kind::Fence, false, Order::Release}},
    {"f.rels", {Edge::Kind::Fence, true, Order::Release}},
    {"f.ar", {Edge::Kind::Fence, false, Order::AcqRel}},
    {"f.ars", {Edge::Kind::Fence, true, Order::AcqRel}},
    {"addr", {Edge::Kind::Addr}},
    {"addrs", {Edge::Kind::Addr, true}},
    {"data", {Edge::Kind::Data}},
    {"datas", {Edge::Kind::Data, true}},
    {"ctrl", {Edge::Kind::Ctrl}},
    {"ctrls", {Edge::Kind::Ctrl, true}},
    {"rfi", {Edge::Kind::Rf, true}},
    {"fri", {Edge::Kind::Fr, true}},
    {"coi", {Edge::Kind::Co, true}},
};

bool cut_prefix(std::string_view& word, std::string_view prefix) {
  if (!word.starts_with(prefix)) return false;
  word.remove_prefix(prefix.size());
  return true;
}

std::optional<Link> link_item(std::string_view word) {
  for (const auto& [name, link] : kLinks) {
    if (name == word) return link;
  }
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

[[noreturn]] void refuse_item(std::string_view word) {
  std::vector<std::string_view> known;
  for (const auto& [name, order] : kOrders) known.push_back(name);
  for (const auto& [name, link] : kLinks) known.push_back(name);
  throw Error(fmt::format("'{}' is no order and no link", word),
              did_you_mean(word, known,
                           "orders are rlx acq rel ar sc, links are po f.sc addr data ctrl rfi; "
                           "u.sc is an update"));
}

}  // namespace

std::optional<Order> order_named(std::string_view word) {
  for (const auto& [name, order] : kOrders) {
    if (name == word) return order;
  }
  return std::nullopt;
}

std::optional<AccessItem> access_item(std::string_view word) {
  AccessItem item;
  if (cut_prefix(word, "r."))
    item.direction = Direction::R;
  else if (cut_prefix(word, "w."))
    item.direction = Direction::W;
  item.access.update = cut_prefix(word, "u.");
  std::optional<Order> order = order_named(word);
  if (!order) return std::nullopt;
  item.access.order = *order;
  return item;
}

std::string access_word(const Access& access) {
  for (const auto& [name, order] : kOrders) {
    if (order == access.order) return std::string(access.update ? "u." : "").append(name);
  }
  return "";
}

std::string_view link_word(const Link& link) {
  for (const auto& [name, known] : kLinks) {
    if (known == link) return name;
  }
  return "";
}

Link link_of(const Edge& edge) { return {edge.kind, edge.same_location, edge.fence}; }

Edge edge_of(const Link& link, Direction from, Direction to) {
  switch (link.kind) {
    case Edge::Kind::Rf:
    case Edge::Kind::Fr:
    case Edge::Kind::Co:
      return communication(link.kind, false);
    case Edge::Kind::Po:
      return program_order(from, to, link.same_location);
    case Edge::Kind::Fence:
      return fenced(link.fence, from, to, link.same_location);
    case Edge::Kind::Data:
      to = Direction::W;
      [[fallthrough]];
    case Edge::Kind::Addr:
    case Edge::Kind::Ctrl:
      return dependency(link.kind, to, link.same_location);
  }
  return {};
}

Link default_link(bool coherence) { return {Edge::Kind::Po, coherence}; }

Items read_items(std::string_view tag, bool coherence) {
  Items items;
  bool linked = true;  // the next access needs no default link before it
  for (std::string_view word : split(tag, '-')) {
    if (auto access = access_item(word)) {
      if (!linked) items.links.push_back(default_link(coherence));
      items.accesses.push_back(*access);
      linked = false;
    } else if (auto link = link_item(word)) {
      items.links.push_back(*link);
      linked = true;
    } else {
      refuse_item(word);
    }
  }
  if (items.accesses.empty()) items.accesses.resize(items.links.size() + 1);
  if (items.accesses.size() != items.links.size() + 1) {
    throw Error(fmt::format("'{}': a link needs an access on either side", tag),
                "write either links alone, or an order for every access");
  }
  return items;
}

}  // namespace litmus
