import { describe, expect, it } from 'vitest';
import { Words } from '../words/words';
import { findAddressesIn } from './addresses';

const addressesIn = (text: string) => findAddressesIn(new Words(text)).map(({ start, end }) => text.slice(start, end));

describe('findAddressesIn', () => {
  it.each([
    ['Send it to ', '1600 Pennsylvania Avenue NW, Washington, DC 20500', '.'],
    ['Sarah lives at ', '221B Baker Street, London NW1 6XE, United Kingdom', ', upstairs'],
    ['Office: ', '398 11th Street, 2nd Floor, San Francisco, CA 94103', '\n\nUnsubscribe'],
    ['Pay to ', 'P.O. Box 149, Springfield, IL 62701', ' today'],
    ['Mail for ', 'PSC 0413, Box 8144\nAPO AA 42323', ''],
    ['Ich wohne in der ', 'Schillerstraße 14, 10625 Berlin', '.'],
    ['Thomas Schneider\n', 'Am Alten Markt 5\n18055 Rostock', '\n'],
    ["J'habite ", '12 rue des Lilas, 75011 Paris', '.'],
    ['Vivo en la ', 'Calle Mayor 25, 28013 Madrid', ''],
    ['Abito in ', 'Via Garibaldi 8, 20121 Milano', '.'],
    ['Moro na ', 'Rua Augusta 123, São Paulo', '.'],
    ['Ik woon op de ', 'Keizersgracht 221, 1016 DV Amsterdam', '.'],
    ['Mieszkam przy ', 'ul. Marszałkowskiej 12, 00-590 Warszawa', '.'],
    ['Jag bor på ', 'Storgatan 5, 114 51 Stockholm', '.'],
    ['Lakcímem: ', 'Petőfi utca 12., 1052 Budapest', '.'],
    ['Μένω στην ', 'οδός Ερμού 15, Αθήνα', '.'],
    ['Name: Ann\nAddress: ', '14 Crown Street\n Suite 321\n LONDON\n United Kingdom 75419', '\nPhone: 555 0100'],
    ['i live at ', '42 maple street', ', near the park'],
    ['Stop at ', 'the corner of Alšova 408 and Kent Greens', '.'],
  ])('finds the address behind %j: %j', (before, address, behind) => {
    expect(addressesIn(before + address + behind)).toEqual([address]);
  });

  it.each([
    'It was signed on 8 July 1989 and ended on 10 December 1999.',
    'Install Ubuntu 22 on Windows 11, then Spring Boot 3 and Java 21.',
    'Katie 25 won 3 of 5 games. Chapter 7 has 12 pages.',
    'The goal is $100,000. The drive to pay is 200.00 via Wire Payment.',
    'During 2017, Allstate Insurance Group invested in new lanes.',
    'In 2012 National Book Critics gave the prize; see Figure 3, page 14.',
    'Wall Street and Sesame Street are known to all.',
    'We moved to 5th Avenue in 2019 and opened on 3rd Street.',
    'my height is 180 cm and 80 kg',
    'take the road 12 and turn left',
    'the delivery to unit 12 takes 3 days',
    'es sind 30 tage und 12 stunden',
  ])('finds no address in %j', (text) => {
    expect(addressesIn(text)).toEqual([]);
  });
});
